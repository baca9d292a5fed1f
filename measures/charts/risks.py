"""Risks in a matrix of three by three: how likely, and how bad."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from django.utils.translation import gettext as _

from measures.models import Risk
from measures.queries.risks import RiskLine, RiskOfMeasure
from smartregion.core import palette
from smartregion.core.charts import Cell, Chart, DataTable, Key, grid

Degree = Risk.Degree
Degrees = tuple[int, int]
# From this weight on a risk counts as heavy, and as noticeable.
HEAVY, NOTICEABLE = 6, 3


def risk_matrix(risks: Sequence[RiskLine]) -> Chart:
    """The risks of one measure; their numbers in the matrix are their places in the list."""
    numbers = defaultdict(list)
    for place, risk in enumerate(risks, 1):
        numbers[risk.probability, risk.impact].append(str(place))
    rows = [(f"{place}. {risk.title}", *_degrees(risk)) for place, risk in enumerate(risks, 1)]
    words = {at: ", ".join(found) for at, found in numbers.items()}
    return _matrix(_("Risiken nach Gewicht"), words, rows, risks)


def risk_counts(risks: Sequence[RiskOfMeasure]) -> Chart:
    """The risks of many measures, counted."""
    counts: dict[Degrees, int] = defaultdict(int)
    for each in risks:
        counts[each.risk.probability, each.risk.impact] += 1
    rows = [(f"{each.number} {each.risk.title}", *_degrees(each.risk)) for each in risks]
    words = {at: str(count) for at, count in counts.items()}
    return _matrix(_("Wie viele Risiken wo liegen"), words, rows, [each.risk for each in risks])


def _matrix(
    title: str,
    words: Mapping[Degrees, str],
    rows: Iterable[tuple[str, ...]],
    risks: Sequence[RiskLine],
) -> Chart:
    probability, impact = _("Wahrscheinlichkeit"), _("Auswirkung")
    return grid(
        title=title,
        summary=_summary(title, risks),
        across=impact,
        upwards=probability,
        columns=[str(degree.label) for degree in Degree],
        rows=[
            (
                str(likely.label),
                [Cell(words.get((likely, bad), ""), _ground(likely * bad)) for bad in Degree],
            )
            for likely in reversed(Degree)
        ],
        keys=[
            Key(_("geringes Risiko"), _ground(1)),
            Key(_("mittleres Risiko"), _ground(NOTICEABLE)),
            Key(_("hohes Risiko"), _ground(HEAVY)),
        ],
        table=DataTable((_("Risiko"), probability, impact, _("Gewicht")), tuple(rows)),
    )


def _ground(weight: int) -> str:
    light = "red" if weight >= HEAVY else "yellow" if weight >= NOTICEABLE else "green"
    return palette.LIGHTS[light]


def _degrees(risk: RiskLine) -> tuple[str, str, str]:
    return risk.probability_label, risk.impact_label, str(risk.weight)


def _summary(title: str, risks: Sequence[RiskLine]) -> str:
    heavy = sum(risk.weight >= HEAVY for risk in risks)
    text = _("Matrix „%(title)s“: %(all)d Risiken, davon %(heavy)d hohe.")
    return text % {"title": title, "all": len(risks), "heavy": heavy}
