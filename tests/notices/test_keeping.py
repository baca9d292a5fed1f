"""What of notices and letters is kept, and for how long."""

from datetime import timedelta

import pytest

from smartregion.notices.actions import forget
from smartregion.notices.models import Mail, Notice, Recipient
from tests.factories.contributions import ContributionFactory
from tests.factories.dates import NOON
from tests.factories.notices import MailFactory, NoticeFactory, RecipientFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
WEEK, MONTH = timedelta(days=8), timedelta(days=31)


def test_words_of_letters_go_and_their_keys_stay() -> None:
    sent = MailFactory(state=Mail.State.SENT, sent_at=NOON, calendar="BEGIN:VCALENDAR")
    waiting = MailFactory()
    forget(at=NOON + WEEK)
    sent.refresh_from_db()
    assert (sent.to, sent.subject, sent.text, sent.calendar) == ("", "", "", "")
    assert Mail.objects.get(key=waiting.key).text


def test_stuck_letters_wait_a_month_for_somebody() -> None:
    mail = MailFactory(state=Mail.State.FAILED)
    forget(at=NOON + WEEK)
    assert Mail.objects.stuck(NOON + WEEK).get() == mail
    forget(at=NOON + MONTH)
    assert not Mail.objects.exclude(text="").exists()


def test_notices_go_after_a_year() -> None:
    NoticeFactory(settled_at=NOON)
    forget(at=NOON + timedelta(days=364))
    assert Notice.objects.exists()
    forget(at=NOON + timedelta(days=366))
    assert not Notice.objects.exists()


def nights(days: int) -> None:
    for number in range(days):
        forget(at=NOON + timedelta(days=number))


@pytest.mark.behaviour("F12")
def test_the_address_of_a_guest_goes_when_nothing_is_left_to_tell() -> None:
    guest = RecipientFactory(guest=True)
    contribution = ContributionFactory(guest=guest, state="not_taken_up")
    nights(31)
    assert Recipient.objects.filter(pk=guest.pk).exists()
    nights(33)
    assert not Recipient.objects.exists()
    contribution.refresh_from_db()
    assert contribution.guest is None


@pytest.mark.parametrize("state", ["new", "read", "in_review", "taken_up"])
def test_a_guest_who_waits_for_an_answer_stays(state: str) -> None:
    ContributionFactory(guest=RecipientFactory(guest=True), state=state)
    nights(60)
    assert Recipient.objects.exists()


def test_a_guest_stays_until_everything_is_told() -> None:
    NoticeFactory(recipient=RecipientFactory(guest=True))
    nights(60)
    assert Recipient.objects.exists()


def test_what_was_taken_up_is_told_for_two_years() -> None:
    ContributionFactory(guest=RecipientFactory(guest=True), state="taken_up")
    for days in (729, 732, 800):
        assert Recipient.objects.exists()
        forget(at=NOON + timedelta(days=days))
    assert not Recipient.objects.exists()


def test_people_with_an_account_are_not_forgotten() -> None:
    RecipientFactory()
    nights(60)
    assert Recipient.objects.exists()
