"""Hiding a text, showing it again, taking it back."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.models import Contribution, Moderation
from smartregion.core import audit
from smartregion.core.errors import WrongState


def hide_contribution(
    *, contribution: Contribution, reason: str, explanation: str, by: Any, at: datetime
) -> Moderation:
    """Take the text out of the public eye; readers see a neutral placeholder."""
    return _moderate(contribution, Moderation.Step.HIDDEN, reason, explanation, by, at)


def unhide_contribution(
    *, contribution: Contribution, explanation: str, by: Any, at: datetime
) -> Moderation:
    """Show the text again, exactly as it was written."""
    reason = Moderation.Reason.REVIEWED
    return _moderate(contribution, Moderation.Step.SHOWN, reason, explanation, by, at)


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, at: datetime) -> None:
    """Hide a text for good because the person took back what it was taken from; the words go, too.

    Its place stays, because measures may have grown from it. Nobody has to say why, and nobody is
    named: it follows from a right of the person.
    """
    with override(settings.LANGUAGE_CODE):
        words = _("Dieser Text wurde von der Person zurückgezogen, die ihn geschrieben hat.")
    if not contribution.is_hidden:
        reason = Moderation.Reason.TAKEN_BACK
        _moderate(contribution, Moderation.Step.HIDDEN, reason, words, None, at)
    contribution.text = words
    contribution.save(update_fields=["text"])


@transaction.atomic
def _moderate(
    contribution: Contribution, step: str, reason: str, explanation: str, by: Any, at: datetime
) -> Moderation:
    if not explanation.strip():
        raise ValidationError(
            {"explanation": _("Bitte erläutern Sie die Entscheidung.")}, code="no_explanation"
        )
    hide = step == Moderation.Step.HIDDEN
    rows = Contribution.objects.filter(pk=contribution.pk, is_hidden=not hide)
    if not rows.update(is_hidden=hide):
        raise WrongState(
            _("Dieser Beitrag ist bereits ausgeblendet.")
            if hide
            else _("Dieser Beitrag ist bereits sichtbar.")
        )
    contribution.is_hidden = hide
    note = Moderation.objects.create(
        contribution=contribution,
        step=step,
        reason=reason,
        explanation=explanation.strip(),
        by=by,
        at=at,
    )
    verb = "hide_contribution" if hide else "unhide_contribution"
    audit.record(by=by, verb=verb, subject=contribution, changes={"reason": str(reason)})
    return note
