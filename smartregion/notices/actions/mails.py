"""The outbox: letters lie here until the worker takes them."""

import logging
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from kombu.exceptions import OperationalError

from smartregion.celery import app
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.notices.models import Mail

logger = logging.getLogger(__name__)


def write_mail(
    *,
    key: str,
    to: str,
    subject: str,
    text: str,
    at: datetime,
    not_before: datetime | None = None,
    calendar: str = "",
    unsubscribe_url: str = "",
) -> bool:
    """Lay a letter into the outbox; False where one with this key has been there before."""
    _mail, is_new = Mail.objects.get_or_create(
        key=key,
        defaults={
            "to": to,
            "subject": on_one_line(subject)[:200],
            "text": text,
            "calendar": calendar,
            "unsubscribe_url": unsubscribe_url,
            "written_at": at,
            "not_before": not_before or at,
        },
    )
    if is_new and (not_before is None or not_before <= at):
        transaction.on_commit(_ring)
    return is_new


@transaction.atomic
def send_again(*, mail: Mail, by: Any, at: datetime) -> None:
    """A person decided that a letter that got stuck should go out: the machine never repeats one."""
    if not mail.text:
        raise ValidationError(
            _("Der Wortlaut ist nicht mehr gespeichert. Diese E-Mail kann nicht mehr hinaus."),
            code="forgotten",
        )
    stuck = Mail.objects.stuck(at).filter(pk=mail.pk)
    if not stuck.update(state=Mail.State.WAITING, attempts=0, not_before=at):
        raise WrongState(_("Diese E-Mail ist inzwischen unterwegs."))
    audit.record(by=by, verb="send_again", subject=mail)
    transaction.on_commit(_ring)


@transaction.atomic
def note_as_returned(*, mail: Mail, by: Any, at: datetime) -> None:
    """A person found the message of a mail server that a letter could not be delivered after all.

    Such messages come to a mailbox that this software does not read. From now on the letter counts as refused.
    """
    sent = Mail.objects.filter(pk=mail.pk, state=Mail.State.SENT).exclude(to="")
    if not sent.update(state=Mail.State.FAILED, not_before=at):
        raise WrongState(
            _("Nur eine E-Mail, die in den letzten Tagen hinausging, kann zurückgekommen sein.")
        )
    audit.record(by=by, verb="note_as_returned", subject=mail)


def on_one_line(words: str) -> str:
    """A subject is a header: a line break in a name must not begin another one."""
    return " ".join(words.split())


def _ring() -> None:
    """Tell the worker that letters wait. If nobody hears it, the scheduler comes within a minute."""
    try:
        app.send_task("smartregion.notices.tasks.send_mails", queue="short", retry=False)
    except (OperationalError, OSError):
        logger.warning("Broker not reachable; letters wait in the outbox.")
