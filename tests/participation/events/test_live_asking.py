"""The live room: asked and supported without an account."""

import uuid

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from participation.contributions.codes import receipt_hash
from participation.contributions.spam import moment
from participation.events.actions.live import (
    ask_question,
    support_question,
    voice_of,
    withdraw_support,
)
from participation.events.models import LiveQuestion, LiveSupport
from smartregion.core.errors import WrongState
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.events import EventFactory
from tests.factories.live import QuestionFactory
from tests.participation.events.rooms import open_event, typed, url

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_remembered", "noon")]

State = LiveQuestion.State
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"'


# -- asking ----------------------------------------------------------------------------------------
@pytest.mark.behaviour("F9")
def test_question_is_asked_without_account_and_gives_a_receipt(anonymous_client):
    event = open_event()
    town = MunicipalityFactory(name="Lehnin")
    answer = anonymous_client.post(url("live", event), typed(name="Mika", municipality=town.slug))
    question = LiveQuestion.objects.get()
    assert (question.state, question.event) == (State.NEW, event)
    said = question.contribution
    assert (said.channel, said.author, said.author_name, said.municipality) == (
        "event", None, "Mika", town,
    )  # fmt: skip
    code = answer.content.decode().partition('<p class="receipt-code">')[2].partition("<")[0]
    assert receipt_hash(code) == said.receipt_hash


def test_question_sent_twice_is_one_question_with_one_code(anonymous_client):
    event, form = open_event(), typed()
    first, second = (anonymous_client.post(url("live", event), form) for _ in range(2))
    assert first.context["code"] == second.context["code"]
    assert LiveQuestion.objects.count() == 1


def test_token_of_another_event_is_refused():
    token = uuid.uuid4()
    ask_question(event=open_event(), text="Eine Frage", at=NOON, token=token)
    with pytest.raises(Exception, match="bereits gesendet"):
        ask_question(event=open_event(), text="Andere Frage", at=NOON, token=token)


@pytest.mark.behaviour("F9")
@pytest.mark.parametrize(
    "state",
    [
        {"takes_questions": False},
        {"is_public": False},
        {"cancelled_at": NOON, "cancelled_because": "Sturm"},
    ],
)
def test_closed_room_takes_neither_questions_nor_support(state):
    event = EventFactory(**{"takes_questions": True, **state})
    question = QuestionFactory(event=event)
    for deed in (
        lambda: ask_question(event=event, text="Noch eine Frage", at=NOON),
        lambda: support_question(question=question, voice="v"),
        lambda: withdraw_support(question=question, voice="v"),
    ):
        with pytest.raises(WrongState):
            deed()
    assert event.questions.count() == 1


def test_room_of_a_draft_does_not_exist(anonymous_client, client_as, moderator):
    event = open_event(is_public=False)
    for client in (anonymous_client, client_as(moderator)):
        for name in ("live", "live_questions", "live_screen"):
            assert client.get(url(name, event)).status_code == 404


def test_programs_that_hurry_or_fall_into_the_trap_are_refused(anonymous_client):
    event = open_event()
    for wrong in ({"started": moment(NOON)}, {"website": "https://spam.example"}):
        page = anonymous_client.post(url("live", event), typed(**wrong)).content.decode()
        assert "Wann fährt der Bus?" in page
    assert not LiveQuestion.objects.exists()


def test_markup_in_questions_is_text_on_every_screen(anonymous_client, client_as, moderator):
    event = open_event()
    CountyFactory()
    QuestionFactory(event=event, text=HOSTILE, author_name=HOSTILE[:80], state=State.LIVE)
    desk = client_as(moderator).get(url("live_desk", event)).content.decode()
    shown = [
        anonymous_client.get(url(name, event)).content.decode() for name in ("live", "live_screen")
    ]
    for page in (desk, *shown):
        assert "<img src=x" not in page
        assert "<script>alert" not in page
        assert "&lt;img src=x" in page


# -- support ---------------------------------------------------------------------------------------
@pytest.mark.behaviour("F9")
def test_one_session_supports_a_question_once_and_takes_it_back():
    question = QuestionFactory()
    for _ in range(3):
        support_question(question=question, voice="one")
    support_question(question=question, voice="two")
    question.refresh_from_db()
    assert question.supports == 2 == LiveSupport.objects.count()
    for _ in range(2):
        withdraw_support(question=question, voice="one")
    question.refresh_from_db()
    assert question.supports == 1
    with pytest.raises(IntegrityError), transaction.atomic():
        LiveSupport.objects.create(question=question, voice="two")


def test_support_over_the_page_counts_once_per_browser(anonymous_client):
    question = QuestionFactory()
    place = url("live_support", question.event)
    for _ in range(2):
        answer = anonymous_client.post(place, {"support": str(question.pk)})
        assert answer.status_code == 302
    Client().post(place, {"support": str(question.pk)})
    question.refresh_from_db()
    assert question.supports == 2
    page = anonymous_client.get(url("live", question.event)).content.decode()
    assert 'aria-pressed="true"' in page
    assert 'aria-pressed="false"' in Client().get(url("live", question.event)).content.decode()
    anonymous_client.post(place, {"withdraw": str(question.pk)})
    question.refresh_from_db()
    assert question.supports == 1


def test_voices_of_one_session_at_two_events_have_nothing_in_common():
    assert voice_of("session", open_event()) != voice_of("session", open_event())


@pytest.mark.parametrize("named", ["", "nonsense", str(uuid.UUID(int=7))])
def test_support_of_what_is_not_there_is_refused(anonymous_client, named):
    event = open_event()
    answer = anonymous_client.post(url("live_support", event), {"support": named})
    assert answer.status_code in (404, 409)


def test_support_never_reaches_a_question_of_another_event(anonymous_client):
    foreign = QuestionFactory()
    place = url("live_support", open_event())
    assert anonymous_client.post(place, {"support": str(foreign.pk)}).status_code == 404
