"""A letter as mail programs need it: who writes, what machines should know, what goes along."""

import hashlib
import re
from dataclasses import dataclass
from email.utils import format_datetime
from urllib.parse import urlsplit

from django.conf import settings
from django.core.mail import EmailMultiAlternatives

from smartregion.accounts.adapter import answers_to, writer
from smartregion.core.links import absolute
from smartregion.notices.models import Mail


@dataclass(frozen=True)
class Envelope:
    """What all letters of the county have in common."""

    writer: str
    answers_to: list[str]

    @classmethod
    def of_this_county(cls) -> "Envelope":
        return cls(writer(), answers_to())

    def around(self, mail: Mail) -> EmailMultiAlternatives:
        letter = EmailMultiAlternatives(
            subject=mail.subject,
            body=mail.text,
            from_email=self.writer,
            to=[mail.to],
            reply_to=self.answers_to,
            headers=_headers(mail),
        )
        if mail.calendar:
            _enclose(letter, mail.calendar)
        return letter


def _headers(mail: Mail) -> dict[str, str]:
    host = urlsplit(settings.PUBLIC_URL).hostname
    headers = {
        # The same for the same letter: should it come twice after all, mailboxes show it once.
        "Message-ID": f"<{hashlib.sha256(mail.key.encode()).hexdigest()[:32]}@{host}>",
        "Date": format_datetime(mail.written_at),
        # No automatic answers, please (RFC 3834).
        "Auto-Submitted": "auto-generated",
    }
    if mail.unsubscribe_url:
        # One click in the mail program, without opening the page (RFC 8058).
        headers["List-Unsubscribe"] = f"<{absolute(mail.unsubscribe_url)}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers


def _enclose(letter: EmailMultiAlternatives, calendar: str) -> None:
    """As a version of the text, which calendars act upon, and as a file for all others."""
    found = re.search(r"^METHOD:([A-Z]+)\s*$", calendar, re.MULTILINE)
    method = found[1] if found else "PUBLISH"
    letter.attach_alternative(calendar, f"text/calendar; method={method}")
    letter.attach("termin.ics", calendar, "text/calendar")
