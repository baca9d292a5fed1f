"""Where a measure comes from."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.telling import tell_of_origin
from measures.models import Measure, Origin
from participation.contributions.models import Contribution
from smartregion.core.audit import record


@transaction.atomic
def add_origin(
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    kind: str,
    contribution: Contribution | None = None,
    note: str = "",
) -> Origin:
    """Say where the measure comes from; a contribution is named once only, and its author told."""
    if contribution and measure.origins.filter(contribution=contribution).exists():
        raise ValidationError(
            _("Dieser Beitrag ist schon als Herkunft eingetragen."), code="origin_twice"
        )
    origin = Origin.objects.create(measure=measure, kind=kind, contribution=contribution, note=note)
    record(by=by, verb="add_origin", subject=measure, changes={"kind": kind})
    tell_of_origin(origin, at=at)
    return origin
