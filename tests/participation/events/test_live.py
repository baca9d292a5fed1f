"""The live room: asked and supported without an account, moderated, seen on every screen at once."""

import time
import uuid
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import IntegrityError, connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.contributions.actions import hide_contribution, unhide_contribution
from participation.contributions.codes import receipt_hash
from participation.contributions.models import Moderation
from participation.contributions.spam import moment
from participation.events.actions.live import (
    ask_question,
    hide_question,
    move_question,
    show_question,
    support_question,
    take_questions,
    voice_of,
    withdraw_support,
)
from participation.events.models import LiveQuestion, LiveSupport
from participation.events.queries.live import live_mark, live_room
from participation.events.views.live_screens import FRESH_FOR
from smartregion.core.errors import WrongState
from smartregion.core.shelf import Shelf
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.events import EventFactory
from tests.factories.live import QuestionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

State = LiveQuestion.State
HOSTILE = '<script>alert(1)</script><img src=x onerror=alert(2)> & "quoted"'


@pytest.fixture(autouse=True)
def _nothing_remembered():
    Shelf.clear_all()


def open_event(**kwargs):
    return EventFactory(takes_questions=True, **kwargs)


def url(name, event, *args):
    return reverse(f"events:{name}", args=[event.slug, *args])


def typed(**fields):
    started = moment(NOON - timedelta(seconds=20))
    return {"text": "Wann fährt der Bus?", "token": str(uuid.uuid4()), "started": started, **fields}


def version_of(event):
    return live_mark(event.slug).value


# -- asking ------------------------------------------------------------------------------------
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


# -- support -----------------------------------------------------------------------------------
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


# -- moderation --------------------------------------------------------------------------------
@pytest.mark.behaviour("F9")
@pytest.mark.parametrize("old", State)
@pytest.mark.parametrize("to", State)
def test_question_moves_only_along_its_ways(old, to, moderator):
    question = QuestionFactory(state=old)
    if to in LiveQuestion.TRANSITIONS[old]:
        move_question(question=question, to=to, by=moderator)
        question.refresh_from_db()
        assert question.state == to
    else:
        with pytest.raises(WrongState):
            move_question(question=question, to=to, by=moderator)


def test_what_was_live_counts_as_discussed_when_the_next_one_comes(moderator):
    first = QuestionFactory(state=State.LIVE)
    second = QuestionFactory(event=first.event)
    move_question(question=second, to=State.LIVE, by=moderator)
    first.refresh_from_db()
    assert (first.state, second.state) == (State.ANSWERED, State.LIVE)


def test_of_two_people_who_move_one_question_the_second_is_told(moderator):
    question = QuestionFactory()
    stale = LiveQuestion.objects.get(pk=question.pk)
    move_question(question=question, to=State.SHORTLIST, by=moderator)
    with pytest.raises(WrongState):
        move_question(question=stale, to=State.ANSWERED, by=moderator)


@pytest.mark.behaviour("F9")
def test_hiding_needs_a_reason_and_takes_the_text_off_every_screen(client_as, moderator):
    question = QuestionFactory(text="Das gehört hier nicht hin.", state=State.SHORTLIST)
    event, desk = question.event, client_as(moderator)
    place = url("live_hide", event, question.pk)
    assert "Bitte" in desk.post(place, {"explanation": "weil"}).content.decode()
    assert desk.post(place, {"reason": "insult", "explanation": "Beleidigt."}).status_code == 302
    question.refresh_from_db()
    assert question.state == State.HIDDEN
    assert question.contribution.is_hidden
    assert question.contribution.moderations.get().reason == Moderation.Reason.INSULT
    for name in ("live", "live_questions", "live_screen"):
        assert "gehört hier nicht" not in Client().get(url(name, event)).content.decode()
    show_question(question=question, by=moderator, at=NOON)
    assert "gehört hier nicht" in Client().get(url("live", event)).content.decode()


def test_what_moderation_hides_on_its_own_page_leaves_the_room(moderator):
    question = QuestionFactory(text="Namen Dritter", state=State.LIVE)
    before = version_of(question.event)
    hide_contribution(
        contribution=question.contribution, reason="personal_data", explanation="Nennt Namen.",
        by=moderator, at=NOON,
    )  # fmt: skip
    assert version_of(question.event) != before
    room = live_room(question.event.pk)
    assert room.current is None
    assert len(room.hidden) == 1
    show_question(question=question, by=moderator, at=NOON)
    question.contribution.refresh_from_db()
    assert not question.contribution.is_hidden


def test_one_shown_and_another_hidden_is_news(moderator):
    event = open_event()
    one, other = QuestionFactory(event=event), QuestionFactory(event=event)
    why = {"explanation": "Nennt Namen.", "by": moderator, "at": NOON}
    hide_contribution(contribution=one.contribution, reason="personal_data", **why)
    before = version_of(event)
    unhide_contribution(contribution=one.contribution, **why)
    hide_contribution(contribution=other.contribution, reason="personal_data", **why)
    assert version_of(event) != before


def test_hidden_place_cannot_be_reached_without_a_reason(client_as, moderator):
    question = QuestionFactory()
    answer = client_as(moderator).post(
        url("live_move", question.event), {"move": f"{question.pk}:hidden"}
    )
    assert answer.status_code == 409
    question.refresh_from_db()
    assert question.state == State.NEW


def test_moves_by_link_or_foreign_event_change_nothing(client_as, moderator):
    question, other = QuestionFactory(), open_event()
    desk, move = client_as(moderator), {"move": f"{question.pk}:answered"}
    assert desk.get(url("live_move", question.event), move).status_code == 405
    assert desk.get(url("live_switch", question.event), {"takes": "no"}).status_code == 405
    assert desk.post(url("live_move", other), move).status_code == 404
    assert desk.post(url("live_hide", other, question.pk), {"reason": "spam"}).status_code == 404
    question.refresh_from_db()
    assert question.state == State.NEW


def test_room_is_opened_and_closed_by_those_who_run_the_event(client_as, moderator, participant):
    event = EventFactory()
    assert (
        client_as(participant).post(url("live_switch", event), {"takes": "yes"}).status_code == 403
    )
    client_as(moderator).post(url("live_switch", event), {"takes": "yes"})
    event.refresh_from_db()
    assert event.takes_questions
    with pytest.raises(WrongState):
        take_questions(event=EventFactory(is_public=False), takes=True, by=moderator)


def test_desk_shows_what_can_be_done_with_each_question(client_as, moderator):
    question = QuestionFactory()
    page = client_as(moderator).get(url("live_desk", question.event)).content.decode()
    for to in ("shortlist", "live", "answered"):
        assert f'value="{question.pk}:{to}"' in page
    for letter in "vlbx":
        assert f'data-key="{letter}"' in page


# -- screens -----------------------------------------------------------------------------------
def test_room_without_questions_is_read_without_a_cookie(anonymous_client):
    answer = anonymous_client.get(url("live", EventFactory()))
    assert not answer.cookies
    assert not anonymous_client.get(url("live_questions", EventFactory())).cookies


def test_everything_that_is_seen_changes_the_mark(moderator):
    event = open_event()
    marks = [version_of(event)]

    def changed():
        marks.append(version_of(event))
        return marks[-1] not in marks[:-1]

    question = ask_question(event=event, text="Wann?", at=NOON)
    assert changed()
    support_question(question=question, voice="one")
    assert changed()
    move_question(question=question, to=State.LIVE, by=moderator)
    assert changed()
    hide_question(question=question, reason="spam", explanation="Werbung", by=moderator, at=NOON)
    assert changed()
    show_question(question=question, by=moderator, at=NOON)
    assert changed()
    take_questions(event=event, takes=False, by=moderator)
    assert changed()


@pytest.mark.behaviour("F9")
def test_phones_that_ask_again_cost_no_query_and_see_news_within_a_second(anonymous_client):
    event = open_event()
    QuestionFactory(event=event, text="Die erste Frage")
    place = url("live_questions", event)
    first = anonymous_client.get(place).content.decode()
    assert "Die erste Frage" in first
    with CaptureQueriesContext(connection) as asked:
        for _ in range(300):
            answer = anonymous_client.get(place, {"mark": version_known(first)})
    # One look at the database for each half second that the three hundred took.
    assert len(asked) <= 6
    assert answer.status_code == 204
    ask_question(event=event, text="Die zweite Frage", at=NOON)
    time.sleep(FRESH_FOR)
    second = anonymous_client.get(place, {"mark": version_known(first)})
    assert "Die zweite Frage" in second.content.decode()


def version_known(fragment):
    return fragment.partition("mark=")[2].partition('"')[0]


def test_phones_ask_without_saying_who_they_are():
    script = (settings.BASE_DIR / "static/js/live.js").read_text(encoding="utf-8")
    assert 'credentials: "omit"' in script


def test_wall_shows_only_what_the_moderation_has_chosen(anonymous_client):
    event = open_event()
    QuestionFactory(event=event, text="Noch niemand hat sie gelesen")
    QuestionFactory(event=event, text="Vorgemerkte Frage", state=State.SHORTLIST)
    QuestionFactory(event=event, text="Besprochene Frage", state=State.LIVE)
    page = anonymous_client.get(url("live_screen", event)).content.decode()
    assert "Vorgemerkte Frage" in page
    assert "Besprochene Frage" in page
    assert "niemand hat sie gelesen" not in page
    assert "qr-code" in page


def test_order_of_waiting_questions_stands_in_the_address(anonymous_client):
    event = open_event()
    QuestionFactory(
        event=event, text="Ältere Frage", supports=5, written_at=NOON - timedelta(hours=1)
    )
    QuestionFactory(event=event, text="Neuere Frage", supports=0)
    by_support = anonymous_client.get(url("live", event)).content.decode()
    by_age = anonymous_client.get(url("live", event) + "?sort=new").content.decode()
    assert by_support.index("Ältere Frage") < by_support.index("Neuere Frage")
    assert by_age.index("Neuere Frage") < by_age.index("Ältere Frage")


@pytest.mark.parametrize("name", ["live", "live_desk", "live_screen"])
def test_number_of_queries_does_not_grow_with_questions(client_as, moderator, name):
    client = client_as(moderator)
    few, many = open_event(), open_event()
    QuestionFactory(event=few)
    for _ in range(3):
        QuestionFactory(event=many, municipality=MunicipalityFactory())
    client.get(url(name, few))
    counts = []
    for event in (few, many):
        Shelf.clear_all()
        with CaptureQueriesContext(connection) as asked:
            client.get(url(name, event))
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_over_is_over_and_screens_stop_asking(anonymous_client):
    event = EventFactory(starts_at=NOON - timedelta(days=2), ends_at=NOON - timedelta(days=1))
    QuestionFactory(event=event)
    page = anonymous_client.get(url("live", event)).content.decode()
    assert 'data-poll=""' in page
    assert "vorbei" in page
