"""What measures cost, as charts."""

from collections.abc import Iterable
from dataclasses import replace
from decimal import Decimal

from django.utils.translation import gettext as _

from measures.money import Financing
from measures.queries.money import MoneyOverview, MoneyRow
from smartregion.core import palette
from smartregion.core.charts import Chart, DataTable, Pile, PileWords, bar_chart, pile_chart
from smartregion.core.charts.shapes import INK
from smartregion.core.charts.stacks import SIGNS, Part
from smartregion.core.numbers import exact_euros, short_euros

OWN = palette.SCALES[2][0]
QUESTION = "M-3 -3A3 3 0 1 1 0 0.5L0 2M0 4.6L0 5"


def money_by_year(overview: MoneyOverview) -> Chart:
    """Planned cost by budget year, divided by who pays it; a diamond for what was spent."""
    chart = pile_chart(
        title=_("Geplante Kosten nach Haushaltsjahr"),
        parts=_parts(),
        piles=[Pile(row.label, _amounts(row.financing), row.actual) for row in overview.years],
        words=PileWords(
            say=exact_euros,
            short=short_euros,
            head=_("Haushaltsjahr"),
            total=_("geplant"),
            mark=_("ausgegeben"),
        ),
        note=_(
            "Fördermittel sind wie die geplanten Kosten auf die Jahre verteilt. Ausgegeben ist, was "
            "bisher gemeldet wurde."
        ),
    )
    undated = [] if overview.undated.is_empty else [MoneyRow(_("ohne Jahr"), overview.undated)]
    table = _table(_("Haushaltsjahr"), [*overview.years, *undated], overview)
    return replace(chart, table=table)


def money_by_field(overview: MoneyOverview) -> Chart:
    """Planned cost by field of action."""
    chart = bar_chart(
        title=_("Geplante Kosten nach Handlungsfeld"),
        bars=[(row.label, float(row.financing.cost)) for row in overview.fields],
        unit="€",
    )
    return replace(chart, table=_table(_("Handlungsfeld"), overview.fields, overview))


def _table(head: str, rows: Iterable[MoneyRow], overview: MoneyOverview) -> DataTable:
    """Who pays what, with the sum of all as last row."""
    names = (part.label for part in _parts())
    lines = [*rows, MoneyRow(_("Summe"), overview.total.financing, overview.total.actual)]
    return DataTable(
        (head, _("geplant"), *names, _("ausgegeben")), tuple(_line(line) for line in lines)
    )


def _line(row: MoneyRow) -> tuple[str, ...]:
    amounts = map(exact_euros, (row.financing.cost, *_amounts(row.financing)))
    return (row.label, *amounts, "–" if row.actual is None else exact_euros(row.actual))


def _parts() -> tuple[Part, Part, Part]:
    """What is sure bears a tick, what is not is an empty frame with a question mark."""
    return (
        Part(_("bewilligt"), palette.BAR, palette.ink_on(palette.BAR), SIGNS["green"]),
        Part(_("beantragt oder geplant"), "none", INK, QUESTION, outline=palette.BAR),
        Part(_("Eigenanteil"), OWN, palette.ink_on(OWN)),
    )


def _amounts(financing: Financing) -> tuple[Decimal, ...]:
    return financing.granted, financing.hoped, financing.own_share
