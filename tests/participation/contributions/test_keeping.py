"""What moderation keeps goes when its time is over."""

from datetime import timedelta

import pytest

from participation.contributions import actions
from participation.contributions.models import (
    OBJECTION_TIME,
    Contribution,
    Edition,
    Moderation,
    Objection,
    Report,
)
from smartregion.core.errors import WrongState
from smartregion.notices.actions import guest_recipient
from tests.factories.contributions import (
    ContributionFactory,
    ModerationFactory,
    ObjectionFactory,
    ReportFactory,
)
from tests.factories.dates import NOON

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

OVER = NOON + OBJECTION_TIME + timedelta(minutes=1)


def erase(at=OVER):
    return actions.erase_expired(at=at)


@pytest.mark.behaviour("F18")
def test_a_hidden_text_stays_for_its_time_and_then_goes_with_its_earlier_versions(moderator):
    contribution = ModerationFactory(contribution__text="Böses Wort").contribution
    Edition.objects.create(contribution=contribution, text="Böseres Wort", replaced_at=NOON)
    assert erase(NOON + OBJECTION_TIME) == 0
    assert Contribution.objects.get().text == "Böses Wort"
    assert erase() == 1
    stored = Contribution.objects.get()
    assert "Wort" not in stored.text
    assert stored.is_hidden
    assert not Edition.objects.exists()
    last = Moderation.objects.last()
    assert (last.step, last.reason, last.by) == ("erased", "expired", None)
    with pytest.raises(WrongState, match="entfernt"):
        actions.unhide_contribution(contribution=stored, explanation="Doch.", by=moderator, at=OVER)


def test_a_second_run_finds_nothing():
    ModerationFactory()
    assert (erase(), erase(), erase(OVER + OBJECTION_TIME * 2)) == (1, 0, 0)


def test_what_somebody_still_waits_for_is_kept():
    ObjectionFactory()
    assert erase() == 0
    Objection.objects.update(state="rejected", decision="Nein.", decided_at=OVER)
    assert erase() == 1


def test_visible_and_waiting_texts_are_left_alone():
    ContributionFactory()
    ContributionFactory(is_hidden=True, is_held=True)
    ModerationFactory(contribution=ContributionFactory(), step="shown", reason="reviewed")
    assert erase() == 0


def test_words_of_reports_and_objections_go_their_decisions_stay():
    guest = guest_recipient("mika@example.org")
    decided = {"state": "rejected", "decision": "Eine Meinung.", "handled_at": NOON}
    ReportFactory(recipient=guest, **decided)
    ReportFactory()
    ObjectionFactory(state="rejected", decision="Nein.", decided_at=NOON)
    erase()
    gone, still_open = Report.objects.order_by("-state")
    assert (gone.text, gone.recipient, gone.decision) == ("", None, "Eine Meinung.")
    assert still_open.text
    objection = Objection.objects.get()
    assert (objection.text, objection.decision) == ("", "Nein.")
