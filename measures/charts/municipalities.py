"""Who gets what: municipalities × fields as a heat map, and measures per inhabitant by maturity."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.charts.counts import count_cell, count_keys
from measures.queries.municipality_matrix import Coverage, MunicipalityMatrix, Town
from smartregion.core.charts import Bar, Block, Chart, bar_chart, heatmap


def measures_by_place(matrix: MunicipalityMatrix) -> Chart:
    """Municipalities × fields of action, the commuter belt above the rural places."""
    return heatmap(
        title=_("Maßnahmen je Gemeinde und Handlungsfeld"),
        corner=_("Gemeinde"),
        columns=[field.name for field in matrix.fields],
        blocks=[_block(zone) for zone in matrix.zones],
        keys=count_keys(),
        # The names of fields are long; side by side they would not be read.
        beside=1,
    )


def _block(zone: Coverage) -> Block:
    rows = tuple((town.name, tuple(map(count_cell, town.counts))) for town in zone.towns)
    return Block(zone.label, rows, _fact(zone))


def _fact(zone: Coverage) -> str:
    empty = sum(town.is_gap for town in zone.towns)
    none = ngettext(
        "%(n)d Gemeinde ohne eigene Maßnahme", "%(n)d Gemeinden ohne eigene Maßnahme", empty
    )
    most = max(zone.towns, key=lambda town: town.total)
    return _("%(none)s; die meisten hat %(town)s mit %(total)d.") % {
        "none": none % {"n": empty}, "town": most.name, "total": most.total,
    }  # fmt: skip


def coverage_by_maturity(matrix: MunicipalityMatrix) -> Chart:
    """Whether those that are behind get more: measures per 1,000 inhabitants by middle level."""
    return bar_chart(
        title=_("Maßnahmen je 1.000 Einwohner nach Reifegrad"),
        bars=[
            Bar(_group(str(level), towns), round(Coverage("", towns).per_thousand, 2))
            for level, towns in matrix.by_maturity
        ],
        unit=_("je 1.000 Einwohner"),
    )


def _group(level: str, towns: list[Town]) -> str:
    words = ngettext(
        "Stufe %(level)s (%(n)d Gemeinde)", "Stufe %(level)s (%(n)d Gemeinden)", len(towns)
    )
    return words % {"level": level, "n": len(towns)}
