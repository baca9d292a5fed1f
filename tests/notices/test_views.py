"""Pages about what happened, how often we write, and the outbox."""

from datetime import timedelta

import pytest
from django.core import mail as outgoing
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry
from smartregion.notices.actions import send_mails, write_letters
from smartregion.notices.models import Mail, Notice, Recipient
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.notices import MailFactory, NoticeFactory, RecipientFactory
from tests.pages import page_of, queries_of

pytestmark = pytest.mark.django_db
LIST, READ = reverse("notices:notice_list"), reverse("notices:read")


@pytest.fixture
def reader(participant: User) -> Recipient:
    return RecipientFactory(user=participant)


def frequency_of(recipient: Recipient) -> str:
    recipient.refresh_from_db()
    return recipient.frequency


def test_one_sees_ones_own_notices_only(client_as: ClientAs, reader: Recipient) -> None:
    NoticeFactory(recipient=reader, headline="Ihr Beitrag: aufgegriffen")
    NoticeFactory(headline="Nichts für Sie")
    page = page_of(client_as(reader.user), LIST)
    assert "Ihr Beitrag: aufgegriffen" in page
    assert "Nichts für Sie" not in page


def test_merely_opening_the_page_reads_nothing(client_as: ClientAs, reader: Recipient) -> None:
    NoticeFactory(recipient=reader)
    client = client_as(reader.user)
    page_of(client, LIST)
    assert client.get(READ).status_code == 405
    assert Notice.objects.unread().count() == 1


def test_one_group_or_everything_is_marked_as_read(client_as: ClientAs, reader: Recipient) -> None:
    other, foreign = NoticeFactory(recipient=reader, group_url="/anderes/"), NoticeFactory()
    notice = NoticeFactory(recipient=reader)
    client = client_as(reader.user)
    client.post(READ, {"group": notice.group_url})
    assert set(Notice.objects.unread()) == {other, foreign}
    client.post(READ)
    assert set(Notice.objects.unread()) == {foreign}


def test_the_page_costs_the_same_for_any_number(client_as: ClientAs, reader: Recipient) -> None:
    client = client_as(reader.user)
    NoticeFactory(recipient=reader)
    few = queries_of(lambda: page_of(client, LIST))
    NoticeFactory.create_batch(30, recipient=reader)
    assert queries_of(lambda: page_of(client, LIST)) == few


@pytest.mark.parametrize("query", ["", "?unread=1"])
def test_an_empty_page_says_what_would_stand_there(
    client_as: ClientAs, participant: User, query: str
) -> None:
    assert "empty-state" in page_of(client_as(participant), LIST + query)


@pytest.mark.behaviour("F26")
def test_people_choose_how_often_we_write(client_as: ClientAs, participant: User) -> None:
    client, address = client_as(participant), reverse("notices:preferences")
    assert client.get(address).context["form"]["frequency"].value() == "daily"
    assert not Recipient.objects.exists()
    client.post(address, {"frequency": "weekly"})
    assert Recipient.objects.get(user=participant).frequency == "weekly"
    assert client.post(address, {"frequency": "hourly"}).status_code == 200
    assert Recipient.objects.get(user=participant).frequency == "weekly"


@pytest.mark.behaviour("F26")
def test_one_click_in_the_mail_program_ends_the_letters(anonymous_client: Client) -> None:
    recipient = RecipientFactory(frequency="at_once")
    NoticeFactory(recipient=recipient)
    write_letters(at=NOON)
    send_mails(at=NOON)
    header = outgoing.outbox[0].message()["List-Unsubscribe"]
    path = "/" + header.strip("<>").split("/", 3)[3]
    strict = Client(enforce_csrf_checks=True)
    answer = strict.post(path, {"List-Unsubscribe": "One-Click"})
    assert (answer.status_code, frequency_of(recipient)) == (204, "none")
    NoticeFactory(recipient=recipient)
    assert write_letters(at=NOON) == 0


def test_opening_the_link_changes_nothing_and_sets_no_cookie(anonymous_client: Client) -> None:
    """Mail programs and scanners open links by themselves."""
    recipient = RecipientFactory(guest=True)
    answer = anonymous_client.get(recipient.unsubscribe_path)
    assert answer.status_code == 200
    assert not answer.cookies
    assert recipient.address not in answer.content.decode()
    assert frequency_of(recipient) == "at_once"


def test_whoever_has_the_letter_chooses_without_signing_in() -> None:
    recipient = RecipientFactory()
    page = Client(enforce_csrf_checks=True).post(
        recipient.unsubscribe_path, {"frequency": "weekly"}
    )
    assert "Ihre Einstellung ist gespeichert" in page.content.decode()
    assert frequency_of(recipient) == "weekly"
    entry = AuditEntry.objects.get(verb="choose_frequency")
    assert entry.actor is None


@pytest.mark.usefixtures("noon")
def test_the_administration_sends_a_stuck_letter_again(
    client_as: ClientAs, administration: User
) -> None:
    mail = MailFactory(state=Mail.State.FAILED, subject="Ihr Termin")
    client = client_as(administration)
    assert "Ihr Termin" in page_of(client, reverse("notices:outbox"))
    address = reverse("notices:send_again", args=[mail.pk])
    page_of(client, address)
    assert send_mails(at=NOON) == 0
    client.post(address)
    assert send_mails(at=NOON + timedelta(minutes=1)) == 1
    assert client.post(address).status_code == 404


@pytest.mark.usefixtures("noon")
def test_the_desk_tells_of_stuck_letters(client_as: ClientAs, administration: User) -> None:
    MailFactory(state=Mail.State.FAILED)
    page = page_of(client_as(administration), reverse("home:desk"))
    assert "E-Mails, die nicht hinausgingen" in page
