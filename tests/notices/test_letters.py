"""Letters: what stands in them, who gets one, and that nothing stands in two."""

from datetime import timedelta

import pytest
from django.test import override_settings

from smartregion.notices.actions import write_letters
from smartregion.notices.models import Mail, Recipient
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.notices import NoticeFactory, RecipientFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOMORROW = NOON + timedelta(days=1)


def letter_to(recipient: Recipient) -> Mail:
    write_letters(at=TOMORROW)
    return Mail.objects.get(to=recipient.mailbox)


def test_a_letter_is_grouped_and_newest_first() -> None:
    recipient = RecipientFactory()
    for hours, group in ((5, "Mobilität"), (3, "Schule"), (1, "Mobilität")):
        NoticeFactory(
            recipient=recipient,
            group=group,
            group_url=f"/{group}/",
            headline=f"vor {hours} Stunden",
            at=NOON - timedelta(hours=hours),
        )
    mail = letter_to(recipient)
    told = [
        mail.text.index(words)
        for words in ("Mobilität\n", "vor 1 ", "vor 5 ", "Schule\n", "vor 3 ")
    ]
    assert told == sorted(told)
    assert mail.subject == "3 Neuigkeiten zu 2 Themen"


@override_settings(PUBLIC_URL="https://smart.example")
def test_addresses_lead_here_and_stay_whole() -> None:
    recipient = RecipientFactory()
    notice = NoticeFactory(recipient=recipient, url="/foren/" + "sehr-langer-titel-" * 8)
    text = letter_to(recipient).text
    assert f"\nhttps://smart.example{notice.url}\n" in text
    assert f"https://smart.example{recipient.unsubscribe_path}" in text


def test_one_thing_is_its_own_subject_and_of_many_the_last_are_headlines_only() -> None:
    few, many = RecipientFactory(), RecipientFactory()
    notice = NoticeFactory(recipient=few)
    NoticeFactory.create_batch(13, recipient=many, text="Der Bus fährt zu selten.")
    assert letter_to(few).subject == notice.headline
    text = letter_to(many).text
    assert (text.count("schreibt ("), text.count("Der Bus")) == (13, 10)


def test_the_county_greets_people_by_the_name_they_chose() -> None:
    CountyFactory(name="Landkreis Beispiel")
    recipient = RecipientFactory(user__display_name="Mika")
    NoticeFactory(recipient=recipient)
    text = letter_to(recipient).text
    assert text.startswith("Guten Tag Mika,\n")
    assert "Freundliche Grüße\nSmartRegion Landkreis Beispiel" in text
    assert max(len(line) for line in text.splitlines() if "http" not in line) <= 76


def test_who_wants_no_letters_gets_none_later_either() -> None:
    recipient = RecipientFactory(frequency="none")
    NoticeFactory(recipient=recipient)
    write_letters(at=TOMORROW)
    Recipient.objects.update(frequency="at_once")
    write_letters(at=TOMORROW)
    assert not Mail.objects.exists()


def test_nothing_stands_in_two_letters() -> None:
    recipient = RecipientFactory(frequency="at_once")
    NoticeFactory(recipient=recipient)
    assert [write_letters(at=TOMORROW) for _again in range(3)] == [1, 0, 0]
    NoticeFactory(recipient=recipient, at=TOMORROW, headline="Noch etwas")
    write_letters(at=TOMORROW)
    first, second = Mail.objects.order_by("pk")
    assert "Noch etwas" in second.text
    assert "Noch etwas" not in first.text


def test_a_closed_account_is_not_written_to() -> None:
    recipient = RecipientFactory(user__is_active=False)
    NoticeFactory(recipient=recipient)
    assert write_letters(at=TOMORROW) == 0


def test_a_name_cannot_bring_headers_into_a_letter() -> None:
    recipient = RecipientFactory()
    NoticeFactory(recipient=recipient, headline="Mika\r\nBcc: alle@example.org schreibt")
    assert letter_to(recipient).subject == "Mika Bcc: alle@example.org schreibt"
