"""Looking at texts before they appear."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from participation.contributions import actions
from participation.contributions.models import Contribution, Moderation
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry
from smartregion.notices.actions import guest_recipient
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

Step, Reason = Moderation.Step, Moderation.Reason


def held(**fields):
    return ContributionFactory(is_hidden=True, is_held=True, **fields)


def waits(review, author):
    return actions.must_wait(topic_review=review, author=author, at=NOON + timedelta(days=1))


@pytest.mark.behaviour("F19")
def test_of_a_new_person_only_the_first_text_waits(participant):
    assert waits("first", participant)
    held(author=participant)
    assert waits("first", participant), "a second text while the first one still waits"
    ContributionFactory(author=participant)
    assert not waits("first", participant)


def test_a_guest_is_known_by_the_address_that_was_confirmed():
    guest = guest_recipient("mika@example.org")
    assert waits("first", guest)
    ContributionFactory(guest=guest)
    assert not waits("first", guest)
    assert waits("first", guest_recipient("jona@example.org"))
    assert waits("first", None)


@pytest.mark.parametrize(("review", "expected"), [("afterwards", False), ("all", True)])
def test_a_topic_may_ask_for_nothing_or_for_everything(review, expected, participant):
    ContributionFactory(author=participant)
    assert waits(review, participant) is expected
    assert waits(review, None) is expected


def test_moderation_does_not_wait_for_itself(moderator):
    assert not waits("all", moderator)


@pytest.mark.behaviour("F19")
def test_a_released_text_appears(moderator):
    contribution = held()
    actions.release_contribution(contribution=contribution, by=moderator, at=NOON)
    stored = Contribution.objects.get()
    assert (stored.is_hidden, stored.is_held) == (False, False)
    note = Moderation.objects.get()
    assert (note.step, note.reason, note.by) == (Step.RELEASED, Reason.REVIEWED, moderator)
    assert note.explanation == "Der Beitrag wurde vor dem Erscheinen geprüft."
    assert AuditEntry.objects.get(verb="release_contribution").changes == {"reason": "reviewed"}


def refuse(contribution, by, **changed):
    given = {"reason": Reason.SPAM, "explanation": "Werbung.", "at": NOON}
    return actions.refuse_contribution(contribution=contribution, by=by, **(given | changed))


def test_a_refused_text_stays_hidden_and_waits_no_more(moderator):
    contribution = held(text="Kauft!")
    refuse(contribution, moderator)
    stored = Contribution.objects.get()
    assert (stored.is_hidden, stored.is_held, stored.text) == (True, False, "Kauft!")
    assert Moderation.objects.get().step == Step.REFUSED


@pytest.mark.parametrize("missing", [{"reason": "because"}, {"explanation": " "}])
def test_refusing_needs_a_known_reason_and_words(missing, moderator):
    contribution = held()
    with pytest.raises(ValidationError):
        refuse(contribution, moderator, **missing)
    assert Contribution.objects.get().is_held


def test_of_two_decisions_only_one_is_taken(moderator):
    contribution = held()
    seen_by_other = Contribution.objects.get()
    refuse(contribution, moderator)
    with pytest.raises(WrongState, match="bereits entschieden"):
        actions.release_contribution(contribution=seen_by_other, by=moderator, at=NOON)
    assert Moderation.objects.count() == 1


def test_what_waits_is_released_not_shown_again(moderator):
    with pytest.raises(WrongState):
        actions.unhide_contribution(contribution=held(), explanation="Doch.", by=moderator, at=NOON)


def test_what_was_taken_back_while_it_waited_never_appears(moderator):
    contribution = held(text="Doch nicht")
    actions.withdraw_contribution(contribution=contribution, at=NOON)
    stored = Contribution.objects.get()
    assert (stored.is_hidden, stored.is_held) == (True, False)
    assert "Doch nicht" not in stored.text
    with pytest.raises(WrongState, match="entfernt"):
        actions.unhide_contribution(contribution=stored, explanation="Doch.", by=moderator, at=NOON)
