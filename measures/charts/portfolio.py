"""Benefit and effort of rated measures as one picture."""

from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models.scoring import HIGHEST, LOWEST
from measures.queries.rankings import RoundResult
from smartregion.core.charts import Chart
from smartregion.core.charts.portfolio import Axes, Dot, portfolio


def portfolio_of(result: RoundResult) -> Chart | None:
    """Every measure with both values; None where the criteria have no axes or nobody has rated."""
    dots = [
        Dot(measure.number, measure.name, measure.effort, measure.benefit, _page(measure.number))
        for measure in result.measures
        if measure.benefit is not None and measure.effort is not None
    ]
    if not dots:
        return None
    return portfolio(title=_("Nutzen und Aufwand"), axes=_axes(), dots=dots, head=_("Maßnahme"))


def _page(number: str) -> str:
    return reverse("measures:measure_detail", args=[number])


def _axes() -> Axes:
    return Axes(
        across=_("Aufwand"),
        up=_("Nutzen"),
        lowest=LOWEST,
        highest=HIGHEST,
        corners=(
            _("bald beginnen"),
            _("gut vorbereiten"),
            _("nebenbei mitnehmen"),
            _("eher nicht"),
        ),
    )
