"""Rating: one measure after the other, and at the end the whole sheet handed in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.models import Ballot, Criterion, Measure, Prioritisation, Score
from measures.models.scoring import HIGHEST, LOWEST
from smartregion.core.audit import record
from smartregion.core.errors import WrongState


@dataclass(frozen=True)
class Mark:
    """What somebody gives for one criterion, and why."""

    value: int
    reason: str = ""


@transaction.atomic
def rate_measure(
    *, ballot: Ballot, measure: Measure, marks: Mapping[Criterion, Mark], at: datetime
) -> None:
    """Write down what this rater gives one measure: for all criteria, or for none to leave it out.

    It may be changed until the sheet is handed in; nobody else sees it before.
    """
    locked = _writable(ballot)
    _check_marks(locked.prioritisation, measure, marks)
    ballot.scores.filter(measure=measure).delete()
    Score.objects.bulk_create(
        Score(
            criterion=criterion,
            measure=measure,
            rater=locked.rater,
            value=mark.value,
            reason=mark.reason,
            at=at,
        )
        for criterion, mark in marks.items()
    )


@transaction.atomic
def hand_in_ballot(*, ballot: Ballot, by: Any, at: datetime) -> None:
    """Hand the sheet in: it counts from now on and cannot be changed any more."""
    locked = _writable(ballot)
    if not locked.scores.exists():
        raise ValidationError(_("Sie haben noch keine Maßnahme bewertet."), code="empty_ballot")
    if not Ballot.objects.filter(pk=ballot.pk, handed_in_at=None).update(handed_in_at=at):
        raise WrongState(_("Sie haben Ihren Bogen schon abgegeben."))
    ballot.refresh_from_db()
    record(by=by, verb="hand_in_ballot", subject=locked.prioritisation)


def _writable(ballot: Ballot) -> Ballot:
    """The sheet under the lock of its round, so that nothing is written while the round is frozen."""
    prioritisation = Prioritisation.objects.select_for_update().get(pk=ballot.prioritisation_id)
    stored = Ballot.objects.select_related("rater").get(pk=ballot.pk)
    stored.prioritisation = prioritisation
    if stored.is_handed_in:
        raise WrongState(_("Sie haben Ihren Bogen schon abgegeben."))
    if not prioritisation.is_open:
        raise WrongState(_("In dieser Runde wird nicht mehr oder noch nicht bewertet."))
    return stored


def _check_marks(
    prioritisation: Prioritisation, measure: Measure, marks: Mapping[Criterion, Mark]
) -> None:
    if not prioritisation.measures.filter(pk=measure.pk).exists():
        raise ValidationError(_("Diese Maßnahme gehört nicht zur Runde."), code="not_in_round")
    asked = set(prioritisation.criteria.filter(source=Criterion.Source.RATERS))
    if marks and set(marks) != asked:
        raise ValidationError(
            _("Bitte bewerten Sie jedes Kriterium, oder lassen Sie die Maßnahme ganz aus."),
            code="incomplete",
        )
    if any(not LOWEST <= mark.value <= HIGHEST for mark in marks.values()):
        raise ValidationError(_("Eine Bewertung liegt zwischen 1 und 5."), code="out_of_scale")
