"""Steps of moderation: hiding a text, showing it again, looking at it before it appears."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, override

from participation.contributions.actions.announcing import announce, take_back_news_of
from participation.contributions.actions.explaining import explain_to_author
from participation.contributions.actions.exporting import forget_contribution_exports
from participation.contributions.actions.reporting import settle_reports
from participation.contributions.models import Contribution, Moderation, Objection, Report
from participation.contributions.slots import copies
from smartregion.core import audit
from smartregion.core.errors import WrongState

Step, Reason = Moderation.Step, Moderation.Reason

VISIBLE = {"is_hidden": False, "is_held": False}
HIDDEN = {"is_hidden": True, "is_held": False}
HELD = {"is_hidden": True, "is_held": True}


@dataclass(frozen=True)
class Move:
    """Where a step leads from and to, and what is said when the text is not there (any more)."""

    verb: str
    before: dict[str, bool]
    after: dict[str, bool]
    refusal: Promise


MOVES = {
    Step.HIDDEN: Move(
        "hide_contribution",
        VISIBLE,
        HIDDEN,
        gettext_lazy("Dieser Beitrag ist bereits ausgeblendet."),
    ),
    Step.SHOWN: Move(
        "unhide_contribution",
        HIDDEN,
        VISIBLE,
        gettext_lazy("Dieser Beitrag ist nicht ausgeblendet."),
    ),
    Step.RELEASED: Move(
        "release_contribution",
        HELD,
        VISIBLE,
        gettext_lazy("Über diesen Beitrag ist bereits entschieden."),
    ),
    Step.REFUSED: Move(
        "refuse_contribution",
        HELD,
        HIDDEN,
        gettext_lazy("Über diesen Beitrag ist bereits entschieden."),
    ),
}


def hide_contribution(
    *, contribution: Contribution, reason: str, explanation: str, by: Any, at: datetime
) -> Moderation:
    """Take the text out of the public eye; readers see a neutral placeholder."""
    return _moderate(contribution, Step.HIDDEN, reason, explanation, by, at)


def unhide_contribution(
    *, contribution: Contribution, explanation: str, by: Any, at: datetime
) -> Moderation:
    """Show the text again, exactly as it was written."""
    if contribution.moderations.words_gone().exists():
        raise WrongState(_("Der Text wurde entfernt und kann nicht wieder eingeblendet werden."))
    return _moderate(contribution, Step.SHOWN, Reason.REVIEWED, explanation, by, at)


def release_contribution(
    *, contribution: Contribution, by: Any, at: datetime, explanation: str = ""
) -> Moderation:
    """Let a text that waited for moderation appear."""
    with override(settings.LANGUAGE_CODE):
        words = explanation.strip() or _("Der Beitrag wurde vor dem Erscheinen geprüft.")
    return _moderate(contribution, Step.RELEASED, Reason.REVIEWED, words, by, at)


def refuse_contribution(
    *, contribution: Contribution, reason: str, explanation: str, by: Any, at: datetime
) -> Moderation:
    """Say that a text that waited for moderation does not appear, and why."""
    return _moderate(contribution, Step.REFUSED, reason, explanation, by, at)


@transaction.atomic
def withdraw_contribution(*, contribution: Contribution, at: datetime) -> None:
    """Hide a text for good because the person took back what it was taken from; the words go, too.

    Its place stays, because measures may have grown from it. Nobody has to say why, and nobody is
    named: it follows from a right of the person.
    """
    with override(settings.LANGUAGE_CODE):
        words = _("Dieser Text wurde von der Person zurückgezogen, die ihn geschrieben hat.")
    if contribution.is_hidden:
        erase_words(contribution, words=words, reason=Reason.TAKEN_BACK, at=at)
    else:
        _moderate(contribution, Step.HIDDEN, Reason.TAKEN_BACK, words, None, at)
        _replace_words(contribution, words)


@transaction.atomic
def take_back_published(
    *, contribution: Contribution, explanation: str, by: Any, at: datetime
) -> None:
    """Hide for good what an office had published from answers, and say why; the words go, too."""
    _moderate(contribution, Step.HIDDEN, Reason.TAKEN_BACK, explanation, by, at)
    with override(settings.LANGUAGE_CODE):
        words = _("Dieser Text wurde von der Stelle zurückgenommen, die ihn veröffentlicht hatte.")
    _replace_words(contribution, words)


@transaction.atomic
def erase_words(contribution: Contribution, *, words: str, reason: str, at: datetime) -> None:
    """Remove for good what a hidden text said; ``words`` stand in its place."""
    note = Moderation.objects.create(
        contribution=contribution, step=Step.ERASED, reason=reason, explanation=words, at=at
    )
    _settle(note)
    _replace_words(contribution, words)
    changes = {"reason": str(reason)}
    audit.record(by=None, verb="erase_words", subject=contribution, changes=changes)


def _replace_words(contribution: Contribution, words: str) -> None:
    contribution.editions.all().delete()
    contribution.text, contribution.is_held = words, False
    contribution.save(update_fields=["text", "is_held"])
    copies.replace(contribution.pk, words)
    # Files that were written before may hold them.
    forget_contribution_exports(of=contribution)


@transaction.atomic
def _moderate(
    contribution: Contribution,
    step: Moderation.Step,
    reason: str,
    explanation: str,
    by: Any,
    at: datetime,
) -> Moderation:
    _check_words(reason, explanation)
    move = MOVES[step]
    # Claimed by the state it is in: of two decisions at once only one is taken.
    if not Contribution.objects.filter(pk=contribution.pk, **move.before).update(**move.after):
        raise WrongState(str(move.refusal))
    for name, value in move.after.items():
        setattr(contribution, name, value)
    note = Moderation.objects.create(
        contribution=contribution,
        step=step,
        reason=reason,
        explanation=explanation.strip(),
        by=by,
        at=at,
    )
    audit.record(by=by, verb=move.verb, subject=contribution, changes={"reason": str(reason)})
    _settle(note)
    explain_to_author(note)
    return note


def _settle(note: Moderation) -> None:
    """What others asked for and what this step gives them is decided with it."""
    if note.step in (Step.HIDDEN, Step.ERASED):
        take_back_news_of(note.contribution)
    if note.step == Step.RELEASED:
        announce(note.contribution, at=note.at)
    if note.step == Step.HIDDEN:
        settle_reports(note.contribution, Report.State.UPHELD, note.explanation, note.by, note.at)
    if note.step == Step.SHOWN:
        _close_objection(note, Objection.State.GRANTED)
    if note.step == Step.ERASED:
        # Whoever takes back a hidden text no longer wants it shown.
        _close_objection(note, Objection.State.REJECTED)


def _close_objection(note: Moderation, state: str) -> None:
    decided = {"decision": note.explanation, "decided_by": note.by, "decided_at": note.at}
    waiting = Objection.objects.filter(
        moderation__contribution=note.contribution, state=Objection.State.OPEN
    )
    waiting.update(state=state, **decided)


def _check_words(reason: str, explanation: str) -> None:
    if reason not in Reason.values:
        raise ValidationError({"reason": _("Bitte wählen Sie einen Grund.")}, code="no_reason")
    if not explanation.strip():
        raise ValidationError(
            {"explanation": _("Bitte erläutern Sie die Entscheidung.")}, code="no_explanation"
        )
