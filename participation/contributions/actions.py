"""Everything that happens to a contribution: recorded, answered, hidden, shown again."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, TypeVar

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.models import Answer, Contribution, Moderation
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.county.models import Municipality
from strategy.models import Element

Said = TypeVar("Said")


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
) -> Contribution:
    """Write down what somebody said; ``author`` is None for letters, calls and generated examples."""
    contribution = Contribution.objects.create(
        channel=channel,
        text=_checked(text),
        author=author,
        author_name=author_name,
        municipality=municipality,
        reply_to=reply_to,
        written_at=at,
        is_example=is_example,
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


def _checked(text: str) -> str:
    text = text.replace("\r\n", "\n").strip()
    if not text:
        raise ValidationError(_("Bitte schreiben Sie einen Text."), code="empty")
    if len(text) > Contribution.MAX_LENGTH:
        raise ValidationError(
            _("Der Text ist zu lang: Höchstens %(limit)s Zeichen sind möglich."),
            code="too_long",
            params={"limit": Contribution.MAX_LENGTH},
        )
    return text


@transaction.atomic
def answer_contribution(
    *,
    contribution: Contribution,
    state: str,
    reason: str,
    office: str,
    by: Any,
    at: datetime,
    decision: str = "",
) -> Answer:
    """Say in public what becomes of it: a new state, why, and which office says so.

    A consultation also says how it weighed a comment (``decision``, from which the state follows);
    such a decision may be corrected without a change of state.
    """
    reason, office = reason.strip(), office.strip()
    if not (decision and state == contribution.state):
        _refuse_unless_next(contribution, state)
    _check_words(state, reason, office)
    old = contribution.state
    # Claimed by the state the person saw: of two answers at once only one is given.
    if not Contribution.objects.filter(pk=contribution.pk, state=old).update(state=state):
        raise WrongState(_("Dieser Beitrag wurde inzwischen von einer anderen Person beantwortet."))
    contribution.state = state
    answer = Answer.objects.create(
        contribution=contribution,
        state=state,
        decision=decision,
        reason=reason,
        office=office,
        by=by,
        at=at,
    )
    changes = {"state": [old, str(state)]} | ({"decision": str(decision)} if decision else {})
    audit.record(by=by, verb="answer_contribution", subject=contribution, changes=changes)
    return answer


def _refuse_unless_next(contribution: Contribution, state: str) -> None:
    if state not in contribution.next_states:
        raise WrongState(
            _("Von „%(old)s“ kann dieser Beitrag nicht auf „%(new)s“ gesetzt werden.")
            % {
                "old": contribution.get_state_display(),
                "new": Contribution.State(state).label,
            }
        )


def _check_words(state: str, reason: str, office: str) -> None:
    if state in Contribution.FINAL and not reason:
        raise ValidationError(
            {"reason": _("Eine abschließende Antwort braucht eine Begründung.")}, code="no_reason"
        )
    if not office:
        raise ValidationError(
            {"office": _("Bitte nennen Sie die Stelle, die antwortet.")}, code="no_office"
        )


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
