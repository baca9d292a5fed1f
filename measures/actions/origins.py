"""Where a measure comes from: what people said, what was found, where it was asked for."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions import history
from measures.actions.telling import tell_of_origin
from measures.models import Measure, Origin
from participation.contributions.models import Contribution
from smartregion.core.audit import record
from smartregion.county.models import Municipality
from strategy.models import Finding


@transaction.atomic
def add_origin(
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    kind: str,
    contribution: Contribution | None = None,
    finding: Finding | None = None,
    municipality: Municipality | None = None,
    note: str = "",
) -> Origin:
    """Say where the measure comes from, once; whoever wrote the contribution is told."""
    origin = Origin(
        measure=measure,
        kind=kind,
        contribution=contribution,
        finding=finding,
        municipality=municipality,
        note=note,
    )
    _refuse_twice(origin)
    origin.validate_constraints()
    origin.save()
    record(by=by, verb="add_origin", subject=measure, changes={"kind": kind})
    _keep(origin, by=by, at=at, is_new=True)
    tell_of_origin(origin, at=at)
    return origin


@transaction.atomic
def remove_origin(*, origin: Origin, by: Any, at: datetime) -> None:
    """Take back what was entered by mistake; what was said stays where it was said."""
    _keep(origin, by=by, at=at, is_new=False)
    record(by=by, verb="remove_origin", subject=origin.measure, changes={"kind": origin.kind})
    origin.delete()


def _refuse_twice(origin: Origin) -> None:
    entered = origin.measure.origins.all()
    if origin.contribution and entered.filter(contribution=origin.contribution).exists():
        message = _("Dieser Beitrag ist schon als Herkunft eingetragen.")
    elif origin.finding and entered.filter(finding=origin.finding).exists():
        message = _("Diese Feststellung ist schon als Herkunft eingetragen.")
    elif entered.filter(
        kind=origin.kind, contribution=None, finding=None,
        municipality=origin.municipality, note=origin.note,
    ).exists():  # fmt: skip
        message = _("Diese Herkunft ist schon eingetragen.")
    else:
        return
    raise ValidationError(message, code="origin_twice")


def _keep(origin: Origin, *, by: Any, at: datetime, is_new: bool) -> None:
    words = history.in_german(lambda: f"{origin.get_kind_display()}: {origin}")
    old, new = ("", words) if is_new else (words, "")
    history.note(measure=origin.measure, by=by, at=at, field="origins", old=old, new=new)
