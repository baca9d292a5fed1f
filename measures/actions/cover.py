"""Grants never exceed the cost they help to pay."""

from decimal import Decimal

from django.core.exceptions import ValidationError
from django.db.models import Sum
from django.utils.translation import gettext as _

from measures.models import Grant, Measure
from smartregion.core.numbers import exact_euros


def check_cover(measure: Measure) -> None:
    """Refuse grants above the cost; where nobody has said what the measure costs, nothing can be said.

    Called inside of the transaction that writes cost or grants, while the measure is locked.
    """
    cost = known_cost(measure)
    counting = Grant.objects.counting().filter(measure=measure)
    grants = counting.aggregate(sum=Sum("amount_eur"))["sum"] or Decimal(0)
    if cost is not None and grants > cost:
        raise ValidationError(
            _(
                "Die Fördermittel (%(grants)s) sind höher als die geplanten Kosten (%(cost)s). "
                "Bitte prüfen Sie beides; abgelehnte Förderungen zählen nicht mit."
            ),
            code="grants_above_cost",
            params={"grants": exact_euros(grants), "cost": exact_euros(cost)},
        )


def known_cost(measure: Measure) -> Decimal | None:
    """The sum of the cost lines; without any the frame, which may not be known either."""
    planned: Decimal | None = measure.cost_lines.aggregate(sum=Sum("planned_eur"))["sum"]
    if planned is not None:
        return planned
    frames = Measure.objects.filter(pk=measure.pk).values_list("cost_eur", flat=True)
    return frames.get()
