"""The outbox: what waits goes out once, whatever happens on the way."""

import contextlib
import email.message
import logging
from collections.abc import Callable
from datetime import timedelta
from smtplib import (
    SMTPConnectError,
    SMTPDataError,
    SMTPRecipientsRefused,
    SMTPServerDisconnected,
)
from typing import Any

import pytest
from django.core import mail as outgoing
from django.core.mail.backends.locmem import EmailBackend
from django.test import override_settings

from smartregion.notices.actions import send_again, send_mails, write_mail
from smartregion.notices.actions.sending import WAITS
from smartregion.notices.models import Mail
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.notices import MailFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = NOON + timedelta(hours=1)
Fault = Callable[[BaseException], None]


class Died(BaseException):
    """The worker is gone: nothing of ours runs any more."""


@pytest.fixture
def server(monkeypatch: pytest.MonkeyPatch) -> Fault:
    """``server(fault)``: the mail server takes the next letter like that."""

    def answers(fault: BaseException) -> None:
        def send(_server: EmailBackend, letters: Any) -> int:
            raise fault

        monkeypatch.setattr(EmailBackend, "send_messages", send)

    return answers


def test_a_letter_goes_out_once() -> None:
    mail = MailFactory()
    assert [send_mails(at=NOON), send_mails(at=LATER)] == [1, 0]
    assert len(outgoing.outbox) == 1
    mail.refresh_from_db()
    assert (mail.state, mail.sent_at) == (Mail.State.SENT, NOON)


def test_a_letter_waits_for_its_hour() -> None:
    MailFactory(not_before=LATER)
    assert [send_mails(at=NOON), send_mails(at=LATER)] == [0, 1]


def test_the_same_key_is_never_written_again() -> None:
    wanted = {"key": "reminder:7", "to": "a@example.org", "subject": "Erinnerung", "text": "Morgen"}
    assert write_mail(**wanted, at=NOON)
    send_mails(at=NOON)
    Mail.objects.update(to="", text="")
    assert not write_mail(**wanted, at=LATER)
    assert send_mails(at=LATER) == 0


@override_settings(PUBLIC_URL="https://smart.example", DEFAULT_FROM_EMAIL="post@smart.example")
def test_machines_read_who_writes_and_how_to_end_it() -> None:
    CountyFactory(name="Landkreis Beispiel", contact_email="stab@example.org")
    MailFactory(unsubscribe_url="/benachrichtigungen/post/1/")
    send_mails(at=NOON)
    sent = outgoing.outbox[0].message()
    assert "post@smart.example" in sent["From"]
    assert "SmartRegion Landkreis Beispiel" in sent["From"]
    assert sent["Reply-To"] == "stab@example.org"
    assert sent["List-Unsubscribe"] == "<https://smart.example/benachrichtigungen/post/1/>"
    assert sent["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
    assert sent["Auto-Submitted"] == "auto-generated"
    assert sent["Message-ID"].endswith("@smart.example>")


def test_letters_about_a_registration_cannot_be_unsubscribed() -> None:
    MailFactory(unsubscribe_url="")
    send_mails(at=NOON)
    assert "List-Unsubscribe" not in outgoing.outbox[0].message()


@pytest.mark.parametrize("method", ["REQUEST", "CANCEL"])
def test_a_calendar_goes_along_with_its_method(method: str) -> None:
    MailFactory(calendar=f"BEGIN:VCALENDAR\r\nMETHOD:{method}\r\nEND:VCALENDAR\r\n")
    send_mails(at=NOON)
    sent = email.message_from_bytes(outgoing.outbox[0].message().as_bytes())
    parts = [part for part in sent.walk() if part.get_content_type() == "text/calendar"]
    assert parts[0].get_param("method") == method
    assert parts[1].get_filename() == "termin.ics"
    assert f"METHOD:{method}" in str(parts[1].get_payload())


@pytest.mark.parametrize("fault", [OSError("away"), SMTPConnectError(421, b"busy")])
def test_a_server_that_is_away_costs_no_letter_a_try(
    monkeypatch: pytest.MonkeyPatch, fault: Exception
) -> None:
    def refuse(_server: EmailBackend) -> None:
        raise fault

    mail = MailFactory()
    monkeypatch.setattr(EmailBackend, "open", refuse)
    send_mails(at=NOON)
    mail.refresh_from_db()
    assert (mail.state, mail.attempts) == (Mail.State.WAITING, 0)


def test_not_now_means_later_and_at_last_never(server: Fault) -> None:
    mail, at = MailFactory(), NOON
    server(SMTPDataError(451, b"greylisted"))
    for wait in WAITS:
        send_mails(at=at)
        mail.refresh_from_db()
        assert (mail.state, mail.not_before) == (Mail.State.WAITING, at + wait)
        at = mail.not_before
    send_mails(at=at)
    mail.refresh_from_db()
    assert mail.state == Mail.State.FAILED


def test_no_means_never(server: Fault) -> None:
    mail = MailFactory()
    server(SMTPRecipientsRefused({"person@example.org": (550, b"unknown")}))
    send_mails(at=NOON)
    mail.refresh_from_db()
    assert mail.state == Mail.State.FAILED


@pytest.mark.parametrize("fault", [SMTPServerDisconnected("gone"), TimeoutError(), Died()])
def test_what_may_have_arrived_is_not_sent_by_itself(
    server: Fault, monkeypatch: pytest.MonkeyPatch, fault: BaseException
) -> None:
    MailFactory.create_batch(2)
    server(fault)
    with contextlib.suppress(Died):
        send_mails(at=NOON)
    monkeypatch.undo()
    send_mails(at=NOON + timedelta(days=1))
    assert len(outgoing.outbox) == 1
    assert Mail.objects.stuck(NOON + timedelta(days=1)).count() == 1


def test_a_person_sends_a_stuck_letter_again() -> None:
    mail = MailFactory(state=Mail.State.SENDING)
    later = NOON + Mail.IN_DOUBT_AFTER
    send_again(mail=mail, by=None, at=later)
    assert send_mails(at=later) == 1


def test_an_address_that_is_none_fails_alone() -> None:
    MailFactory(to="kein\nname@example.org", not_before=NOON - timedelta(hours=1))
    MailFactory()
    assert send_mails(at=NOON) == 1
    assert Mail.objects.filter(state=Mail.State.FAILED).count() == 1


def test_logs_name_no_address(server: Fault, caplog: pytest.LogCaptureFixture) -> None:
    mail = MailFactory(to="geheim@example.org")
    server(SMTPRecipientsRefused({mail.to: (550, b"geheim@example.org unknown")}))
    with caplog.at_level(logging.DEBUG):
        send_mails(at=NOON)
    assert "geheim" not in caplog.text


def test_of_two_workers_one_sends(monkeypatch: pytest.MonkeyPatch) -> None:
    """The second one takes its turn between the first one's look and its claim."""
    MailFactory()
    built = EmailBackend.open

    def meanwhile(server: EmailBackend) -> None:
        monkeypatch.setattr(EmailBackend, "open", built)
        send_mails(at=NOON)

    monkeypatch.setattr(EmailBackend, "open", meanwhile)
    assert send_mails(at=NOON) == 0
    assert len(outgoing.outbox) == 1
