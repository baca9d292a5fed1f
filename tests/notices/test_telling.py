"""Telling people: each thing once."""

import pytest

from smartregion.notices.actions import News, guest_recipient, recipient_of, take_back, tell
from smartregion.notices.models import Notice, Recipient
from tests.factories.accounts import UserFactory
from tests.factories.dates import NOON
from tests.factories.notices import NoticeFactory, RecipientFactory

pytestmark = pytest.mark.django_db
NEWS = News("answer:1", "Mobilität", "/foren/f/m/", "Ihr Beitrag: aufgegriffen", "/beitraege/1/")


def test_the_same_happening_is_told_once() -> None:
    first, second = RecipientFactory(), RecipientFactory()
    assert tell(recipients=[first], news=NEWS, at=NOON) == 1
    assert tell(recipients=[first, second], news=NEWS, at=NOON) == 1
    assert Notice.objects.count() == 2


def test_a_person_is_one_recipient_and_reads_daily() -> None:
    user = UserFactory()
    assert recipient_of(user) == recipient_of(user)
    assert recipient_of(user).frequency == Recipient.Frequency.DAILY


def test_a_guest_is_one_recipient_however_they_write_their_address() -> None:
    assert guest_recipient("Gast@Example.org") == guest_recipient("gast@example.org")
    assert guest_recipient("gast@example.org").frequency == Recipient.Frequency.AT_ONCE


def test_what_is_taken_back_is_on_nobodys_page() -> None:
    kept, gone = NoticeFactory(key="said:kept"), NoticeFactory(key="said:gone")
    take_back(keys=[gone.key])
    assert list(Notice.objects.all()) == [kept]


def test_the_label_of_a_recipient_says_nothing_about_them() -> None:
    assert "@" not in str(RecipientFactory(guest=True))
