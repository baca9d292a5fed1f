"""The live room: seen on every screen at once, at hardly any cost."""

import time
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.test.utils import CaptureQueriesContext

from participation.events.actions.live import (
    ask_question,
    hide_question,
    move_question,
    show_question,
    support_question,
    take_questions,
)
from participation.events.models import LiveQuestion
from participation.events.views.live_screens import FRESH_FOR
from smartregion.core.shelf import Shelf
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.events import EventFactory
from tests.factories.live import QuestionFactory
from tests.participation.events.rooms import open_event, url, version_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_remembered", "noon")]

State = LiveQuestion.State


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
