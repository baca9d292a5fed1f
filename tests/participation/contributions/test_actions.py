"""Answering and moderating what people said."""

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from participation.contributions import actions
from participation.contributions.models import Answer, Contribution, Moderation
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from tests.factories.contributions import AnswerFactory, ContributionFactory
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

State = Contribution.State


def said(**changed):
    given = {"channel": "forum", "text": "Guten Tag.", "author_name": "Erika", "at": NOON}
    return actions.record_contribution(**(given | changed))


def answer(contribution, by, /, **changed):
    given = {"state": State.TAKEN_UP, "reason": "Kommt.", "office": "Fachdienst", "at": NOON}
    return actions.answer_contribution(contribution=contribution, by=by, **(given | changed))


@pytest.mark.behaviour("F20")
@pytest.mark.parametrize("text", [" ", "\u200b", "\u2060\ufeff", "\u3164 \u115f", "\n\n"])
def test_words_of_which_nothing_is_seen_are_none(text):
    with pytest.raises(ValidationError, match="schreiben Sie einen Text"):
        said(text=text)


@pytest.mark.behaviour("F27")
@pytest.mark.parametrize(
    ("given", "shown"),
    [
        ("Erika\r\nBcc: a@example.org", "Erika Bcc: a@example.org"),
        ("\u202enoitkadeR", "noitkadeR"),
        ("\u200b\u3164", "ohne Namen"),
        ("Zoë 👩‍🌾", "Zoë 👩‍🌾"),
    ],
)
def test_names_stay_on_their_line_and_in_their_direction(given, shown):
    assert said(author_name=given).author_name == shown


def test_answer_sets_the_state_and_is_remembered(office):
    contribution = ContributionFactory()
    answer(contribution, office)
    stored = Contribution.objects.get()
    assert (stored.state, stored.is_answered) == (State.TAKEN_UP, True)
    assert (Answer.objects.get().reason, Answer.objects.get().by) == ("Kommt.", office)
    entry = AuditEntry.objects.get(verb="answer_contribution")
    assert entry.changes == {"state": ["new", "taken_up"]}


@pytest.mark.behaviour("F21")
@pytest.mark.parametrize("state", Contribution.FINAL)
@pytest.mark.parametrize(("field", "value"), [("reason", "  "), ("office", " ")])
def test_final_state_needs_a_reason_and_an_office(state, field, value, office):
    contribution = ContributionFactory()
    with pytest.raises(ValidationError) as refusal:
        answer(contribution, office, state=state, **{field: value})
    assert list(refusal.value.error_dict) == [field]
    assert Contribution.objects.get().state == State.NEW


@pytest.mark.behaviour("F21")
@pytest.mark.parametrize("broken", [{"reason": ""}, {"office": ""}])
def test_database_refuses_a_final_answer_without_reason_or_office(broken):
    with pytest.raises(IntegrityError), transaction.atomic():
        AnswerFactory(**broken)


@pytest.mark.behaviour("F21")
def test_post_has_exactly_one_of_six_states():
    assert [state.label for state in State] == [
        "neu",
        "gelesen",
        "in Prüfung",
        "aufgegriffen",
        "nicht aufgegriffen",
        "außerhalb der Zuständigkeit",
    ]
    assert ContributionFactory().state == State.NEW
    for nonsense in ("", "maybe"):
        with pytest.raises(IntegrityError), transaction.atomic():
            Contribution.objects.update(state=nonsense)


@pytest.mark.behaviour("F21")
def test_history_only_grows(office):
    contribution = ContributionFactory()
    first = answer(contribution, office, state=State.IN_REVIEW, reason="")
    answer(contribution, office, state=State.NOT_TAKEN_UP, reason="Zu teuer.")
    answer(contribution, office, state=State.TAKEN_UP, reason="Doch bezahlbar.")
    assert [a.state for a in contribution.answers.all()] == [
        "in_review",
        "not_taken_up",
        "taken_up",
    ]
    for change in (first.save, first.delete, Answer.objects.all().delete):
        with pytest.raises(ValueError, match="never"):
            change()
    with pytest.raises(ValueError, match="never"):
        Answer.objects.update(reason="anders")


def test_nothing_becomes_new_again(office):
    contribution = ContributionFactory(state=State.READ)
    with pytest.raises(WrongState, match="Von „gelesen“"):
        answer(contribution, office, state=State.NEW)


def test_of_two_answers_at_once_only_one_is_given(office):
    contribution = ContributionFactory()
    seen_by_other = Contribution.objects.get()
    answer(contribution, office)
    with pytest.raises(WrongState, match="anderen Person"):
        answer(seen_by_other, office, state=State.NOT_TAKEN_UP)
    assert Answer.objects.count() == 1


def test_every_state_has_a_way_on():
    assert set(Contribution.TRANSITIONS) == set(State)
    assert all(Contribution(state=state).next_states for state in State)


def hide(contribution, by, **changed):
    given = {"reason": Moderation.Reason.INSULT, "explanation": "Herabsetzend.", "at": NOON}
    return actions.hide_contribution(contribution=contribution, by=by, **(given | changed))


def test_hiding_keeps_the_original_and_the_reason(moderator):
    contribution = ContributionFactory(text="Böses Wort")
    hide(contribution, moderator)
    stored = Contribution.objects.get()
    assert (stored.is_hidden, stored.text) == (True, "Böses Wort")
    note = Moderation.objects.get()
    assert (note.step, note.reason, note.by) == ("hidden", "insult", moderator)
    assert AuditEntry.objects.get(verb="hide_contribution").changes == {"reason": "insult"}


def test_hiding_needs_an_explanation(moderator):
    with pytest.raises(ValidationError):
        hide(ContributionFactory(), moderator, explanation=" ")
    assert not Contribution.objects.get().is_hidden


def test_hidden_text_comes_back_as_it_was(moderator):
    contribution = ContributionFactory(text="Doch harmlos")
    hide(contribution, moderator)
    with pytest.raises(WrongState):
        hide(contribution, moderator)
    actions.unhide_contribution(
        contribution=contribution, explanation="Zitat.", by=moderator, at=NOON
    )
    assert Contribution.objects.get().text == "Doch harmlos"
    assert [note.step for note in Moderation.objects.all()] == ["hidden", "shown"]
    with pytest.raises(WrongState):
        actions.unhide_contribution(
            contribution=contribution, explanation="Nochmal.", by=moderator, at=NOON
        )
