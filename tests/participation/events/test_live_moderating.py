"""The live room: what the moderation does with questions."""

import pytest
from django.test import Client

from participation.contributions.actions import hide_contribution, unhide_contribution
from participation.contributions.models import Moderation
from participation.events.actions.live import (
    move_question,
    show_question,
    take_questions,
)
from participation.events.models import LiveQuestion
from participation.events.queries.live import live_room
from smartregion.core.errors import WrongState
from tests.factories.dates import NOON
from tests.factories.events import EventFactory
from tests.factories.live import QuestionFactory
from tests.participation.events.rooms import open_event, url, version_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("nothing_remembered", "noon")]

State = LiveQuestion.State


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
