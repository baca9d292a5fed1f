"""Handing letters over to the mail server: none twice.

A letter is built and the server greeted before the letter is claimed, so that nothing lies between
the claim and the server's answer but the handing over itself. Whoever dies or loses the line just
there cannot know whether the server has it. Such a letter stays where it is and is shown to the
administration, who decide (docs/decisions/0013).
"""

import logging
from datetime import datetime, timedelta
from smtplib import (
    SMTPException,
    SMTPRecipientsRefused,
    SMTPResponseException,
)
from typing import Any

from django.core.mail import EmailMultiAlternatives, get_connection
from django.db.models import F

from smartregion.notices.envelopes import Envelope
from smartregion.notices.models import Mail

logger = logging.getLogger(__name__)

BATCH = 200
# How long a letter waits after each refusal "not now"; after the last one it counts as failed.
WAITS = [timedelta(minutes=n) for n in (1, 5, 30, 120, 480, 1440)]


class LineLost(Exception):
    """The connection broke while a letter was handed over: whether it arrived, nobody knows."""


def send_mails(*, at: datetime) -> int:
    """Send what waits, over one connection; returns how many letters the server took."""
    due = list(Mail.objects.due(at)[:BATCH])
    if not due:
        return 0
    server = get_connection()
    try:
        server.open()
    except (OSError, SMTPException) as fault:
        logger.warning("Mail server not reachable (%s); letters wait.", type(fault).__name__)
        return 0
    try:
        return _send_all(due, server, at)
    finally:
        server.close()


def _send_all(due: list[Mail], server: Any, at: datetime) -> int:
    sent, envelope = 0, Envelope.of_this_county()
    for mail in due:
        try:
            sent += _send(mail, envelope, server, at)
        except LineLost:
            logger.warning("Line lost at mail %s; the rest waits.", mail.pk)
            break
    return sent


def _send(mail: Mail, envelope: Envelope, server: Any, at: datetime) -> bool:
    letter = _built(mail, envelope)
    if letter is None or not _claim(mail, at):
        return False
    try:
        server.send_messages([letter])
    except (OSError, SMTPException) as fault:
        _take_fault(mail, fault, at)
        return False
    sending = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING)
    return bool(sending.update(state=Mail.State.SENT, sent_at=at))


def _built(mail: Mail, envelope: Envelope) -> EmailMultiAlternatives | None:
    """The letter, proven to be one; what can never become one (an odd address) has failed."""
    letter = envelope.around(mail)
    try:
        letter.message()
    except ValueError:
        logger.warning("Mail %s cannot be written.", mail.pk)
        waiting = Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING)
        waiting.update(state=Mail.State.FAILED)
        return None
    return letter


def _claim(mail: Mail, at: datetime) -> bool:
    """Of several workers one gets it; ``not_before`` then tells when it was last tried."""
    waiting = Mail.objects.filter(pk=mail.pk, state=Mail.State.WAITING)
    state, tried = Mail.State.SENDING, F("attempts") + 1
    return bool(waiting.update(state=state, attempts=tried, not_before=at))


def _take_fault(mail: Mail, fault: Exception, at: datetime) -> None:
    """The server said no, for now or for ever; without its answer nothing is certain."""
    code = _answer(fault)
    if code is None:
        raise LineLost from fault
    logger.warning("Mail %s was refused (%s).", mail.pk, code)
    tries = mail.attempts + 1
    sending = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENDING)
    if code >= 500 or tries > len(WAITS):
        sending.update(state=Mail.State.FAILED)
    else:
        sending.update(state=Mail.State.WAITING, not_before=at + WAITS[tries - 1])


def _answer(fault: Exception) -> int | None:
    """The three digits with which the server refused, if it has answered at all."""
    if isinstance(fault, SMTPRecipientsRefused):
        return max(code for code, _words in fault.recipients.values())
    return fault.smtp_code if isinstance(fault, SMTPResponseException) else None
