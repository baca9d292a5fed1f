"""Writing down what somebody said."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from participation.contributions.codes import receipt_hash
from participation.contributions.models import Contribution
from smartregion.core import audit
from smartregion.county.models import Municipality
from smartregion.notices.models import Recipient
from strategy.models import Element

Said = TypeVar("Said")

# Letters by class, but nothing to see: a space, and the fillers of Korean writing.
BLANK = frozenset(" \u115f\u1160\u3164\uffa0")
# Signs that let what follows run backwards, beyond the end of a name.
TURNING = dict.fromkeys([*range(0x202A, 0x202F), *range(0x2066, 0x206A)])


@transaction.atomic
def record_contribution(
    *,
    channel: str,
    text: str,
    author_name: str,
    at: datetime,
    author: Any = None,
    municipality: Municipality | None = None,
    reply_to: Contribution | None = None,
    elements: Iterable[Element] = (),
    is_example: bool = False,
    guest: Recipient | None = None,
    is_held: bool = False,
    receipt_code: str = "",
    point: tuple[float, float] | None = None,
) -> Contribution:
    """Write down what somebody said; ``author`` is None for guests, letters, calls and examples.

    ``is_held`` keeps it from the public until moderation has looked at it; with ``receipt_code``
    whoever wrote it finds it again; ``point`` is latitude and longitude in degrees.
    """
    latitude, longitude = point or (None, None)
    contribution = Contribution.objects.create(
        channel=channel,
        text=checked_words(text),
        author=author,
        author_name=_shown_name(author_name),
        municipality=municipality,
        reply_to=reply_to,
        written_at=at,
        is_example=is_example,
        guest=guest,
        is_held=is_held,
        is_hidden=is_held,
        receipt_hash=receipt_hash(receipt_code) if receipt_code else None,
        latitude=latitude,
        longitude=longitude,
    )
    contribution.elements.set(elements)
    audit.record(by=author, verb="record_contribution", subject=contribution)
    return contribution


def said_once(*, write: Callable[[], Said], earlier: Callable[[], Said | None]) -> Said:
    """What was said, written down once, however often its form with one token is sent.

    ``earlier`` finds what this person has already sent with the token; it is asked again when
    ``write`` runs into the constraint that each token is used once.
    """
    if found := earlier():
        return found
    try:
        with transaction.atomic():
            return write()
    except IntegrityError:
        # The second of two clicks arrived while the first was being written.
        if found := earlier():
            return found
        raise ValidationError(
            _("Dieses Formular wurde bereits gesendet. Bitte laden Sie die Seite neu."),
            code="token_used",
        ) from None


def public_name(author: Any) -> str:
    """The name under which somebody writes."""
    # Never the e-mail address, which is what an account without a name would print.
    return getattr(author, "display_name", "") or _("ohne Namen")


def _shown_name(name: str) -> str:
    """On one line, as it also stands in subjects of letters, and in its own direction only."""
    shown = " ".join(name.translate(TURNING).split())
    return _("ohne Namen") if name and _is_blank(shown) else shown


def _is_blank(words: str) -> bool:
    return not any(sign.isprintable() and sign not in BLANK for sign in words)


def checked_words(text: str) -> str:
    """What somebody wrote, as it is stored; refused when it says nothing or too much."""
    text = text.replace("\r\n", "\n").strip()
    if _is_blank(text):
        raise ValidationError(_("Bitte schreiben Sie einen Text."), code="empty")
    if len(text) > Contribution.MAX_LENGTH:
        raise ValidationError(
            _("Der Text ist zu lang: Höchstens %(limit)s Zeichen sind möglich."),
            code="too_long",
            params={"limit": Contribution.MAX_LENGTH},
        )
    return text
