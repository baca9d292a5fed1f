"""Objections: the author does not agree with moderation, and somebody else looks at it once more."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions.explaining import explain_rejection
from participation.contributions.actions.moderating import unhide_contribution
from participation.contributions.actions.reporting import moderation_team
from participation.contributions.house_rules import objection_until
from participation.contributions.models import Moderation, Objection
from participation.contributions.rules import MODERATING_ROLES
from smartregion.accounts.queries import holders_of
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.notices.actions import News, tell

State = Objection.State


def may_object(moderation: Moderation, at: datetime) -> bool:
    """Whether this step is still open to an objection: against the author, in time, not undone."""
    return (
        moderation.step in Moderation.AGAINST
        and moderation.reason != Moderation.Reason.TAKEN_BACK
        and at <= objection_until(moderation)
        and not moderation.contribution.moderations.filter(pk__gt=moderation.pk).exists()
    )


@transaction.atomic
def make_objection(*, moderation: Moderation, text: str, at: datetime) -> Objection:
    """Ask moderation to look at its decision once more; once for each step."""
    if not may_object(moderation, at):
        raise WrongState(_("Gegen diese Entscheidung ist kein Einspruch mehr möglich."))
    if not text.strip():
        raise ValidationError(_("Bitte schreiben Sie, warum Sie nicht einverstanden sind."))
    try:
        with transaction.atomic():
            objection = Objection.objects.create(
                moderation=moderation, text=text.strip(), made_at=at
            )
    except IntegrityError:
        raise WrongState(_("Sie haben bereits Einspruch eingelegt.")) from None
    audit.record(by=None, verb="make_objection", subject=objection)
    tell(
        recipients=moderation_team(at, about=moderation.contribution), news=_news(objection), at=at
    )
    return objection


def may_decide(objection: Objection, by: Any, at: datetime) -> bool:
    """Whoever took the step decides about the objection only where there is nobody else."""
    if objection.moderation.by_id != by.pk:
        return True
    about = objection.moderation.contribution
    team = holders_of(*MODERATING_ROLES, on=timezone.localdate(at), about=about)
    return all(user.pk == by.pk for user in team)


@transaction.atomic
def grant_objection(*, objection: Objection, decision: str, by: Any, at: datetime) -> None:
    """Show the text again; the author reads why with the same notice."""
    _refuse_same_person(objection, by, at)
    contribution = objection.moderation.contribution
    unhide_contribution(contribution=contribution, explanation=decision, by=by, at=at)


@transaction.atomic
def reject_objection(*, objection: Objection, decision: str, by: Any, at: datetime) -> None:
    """Let the decision stand, and say why."""
    _refuse_same_person(objection, by, at)
    if not decision.strip():
        raise ValidationError(
            {"explanation": _("Bitte erläutern Sie die Entscheidung.")}, code="no_explanation"
        )
    decided = {"decision": decision.strip(), "decided_by": by, "decided_at": at}
    waiting = Objection.objects.filter(pk=objection.pk, state=State.OPEN)
    if not waiting.update(state=State.REJECTED, **decided):
        raise WrongState(_("Über diesen Einspruch ist bereits entschieden."))
    audit.record(by=by, verb="reject_objection", subject=objection)
    explain_rejection(objection, decision=decision.strip(), at=at)


def _refuse_same_person(objection: Objection, by: Any, at: datetime) -> None:
    if not may_decide(objection, by, at):
        raise ValidationError(
            _(
                "Über den Einspruch gegen Ihre eigene Entscheidung entscheidet eine andere Person "
                "der Moderation."
            ),
            code="same_person",
        )


def _news(objection: Objection) -> News:
    contribution = objection.moderation.contribution_id
    with override(settings.LANGUAGE_CODE):
        return News(
            key=f"objection-made:{objection.pk}",
            group=_("Moderation"),
            group_url=reverse("contributions:moderation"),
            headline=_("Einspruch gegen eine Entscheidung der Moderation"),
            url=reverse("contributions:moderation_case", args=[contribution]),
        )
