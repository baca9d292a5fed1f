"""Six digits in a mail: whoever enters them can read what is sent to that address."""

import secrets
from collections.abc import Callable
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db.models import F
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.models import AwaitsCode
from smartregion.core.codes import keyed
from smartregion.notices.actions import write_mail
from smartregion.notices.models import Mail

KEPT = timedelta(hours=24)
# A few slips of the finger; a program would need half a million tries for six digits.
TRIES = 5
# So many mails within an hour go to one address, whoever asks for them.
MAILS = 4
MAIL_KEY = "guest-code:"


def mail_code(
    waiting: AwaitsCode, *, words: Callable[[str], tuple[str, str]], at: datetime
) -> None:
    """Send a new code; the one before does not hold any more. ``words`` make subject and text of it."""
    _refuse_many_mails(waiting.email, at)
    code = f"{secrets.randbelow(10**6):06d}"
    waiting.code_hash, waiting.tries = _code_hash(waiting, code), 0
    waiting.save(update_fields=["code_hash", "tries"])
    with override(settings.LANGUAGE_CODE):
        subject, text = words(code)
    # Each code is a new letter, also the second one within a second: only the newest code holds.
    key = f"{MAIL_KEY}{waiting.pk}:{secrets.token_hex(8)}"
    write_mail(key=key, to=waiting.email, subject=subject, text=text, at=at)


def refuse_wrong_code(waiting: AwaitsCode, code: str) -> None:
    """Count the try and say what is wrong; to be called outside of a transaction that would undo it."""
    _count_try(waiting)
    if not secrets.compare_digest(waiting.code_hash, _code_hash(waiting, code)):
        raise ValidationError({"code": _("Dieser Code stimmt nicht.")}, code="wrong")


def _count_try(waiting: AwaitsCode) -> None:
    # Counted by the database, so that many tries at once are still many.
    rows = type(waiting)._default_manager.filter(pk=waiting.pk, tries__lt=TRIES)
    if not rows.update(tries=F("tries") + 1):
        raise ValidationError(
            {
                "code": _(
                    "Das waren zu viele Versuche. Bitte lassen Sie sich einen neuen Code senden."
                )
            },
            code="too_often",
        )


def _code_hash(waiting: AwaitsCode, code: str) -> str:
    return keyed(b"guest post code", waiting.pk.bytes + code.encode()).hex()


def _refuse_many_mails(address: str, at: datetime) -> None:
    lately = Mail.objects.filter(
        to=address, key__startswith=MAIL_KEY, written_at__gt=at - timedelta(hours=1)
    )
    if lately.count() >= MAILS:
        raise ValidationError(
            _(
                "An diese Adresse haben wir gerade schon mehrere Codes gesendet. Bitte sehen Sie "
                "in Ihrem Postfach nach, oder versuchen Sie es in einer Stunde noch einmal."
            ),
            code="many_mails",
        )
