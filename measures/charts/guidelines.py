"""How many measures of each field serve each guideline, as a picture."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.charts.counts import count_cell, count_keys
from measures.queries.guideline_matrix import FieldRows, GuidelineColumn, GuidelineMatrix
from smartregion.core.charts import Block, Chart, heatmap


def guidelines_by_field(matrix: GuidelineMatrix) -> Chart:
    """Fields of action × guidelines; what nothing serves is framed and says 0."""
    rows = tuple(
        (
            field.name,
            tuple(count_cell(field.serving(place)) for place in range(len(matrix.columns))),
        )
        for field in matrix.fields
    )
    return heatmap(
        title=_("Maßnahmen je Handlungsfeld und Leitlinie"),
        corner=_("Handlungsfeld"),
        columns=[column.name for column in matrix.columns],
        blocks=[Block(_("Handlungsfelder"), rows, _fact(matrix))],
        keys=count_keys(),
    )


def _fact(matrix: GuidelineMatrix) -> str:
    """What the picture shows, short enough to be listened to."""
    served = "; ".join(_served(column) for column in matrix.columns)
    empty = sum(_gaps(field) for field in matrix.fields)
    gaps = ngettext("%(n)d Feld ist leer.", "%(n)d Felder sind leer.", empty) % {"n": empty}
    return f"{served}. {gaps}"


def _served(column: GuidelineColumn) -> str:
    words = ngettext("%(name)s: %(n)d Maßnahme", "%(name)s: %(n)d Maßnahmen", column.served_by)
    return words % {"name": column.name, "n": column.served_by}


def _gaps(field: FieldRows) -> int:
    places = range(len(field.rows[0].levels))
    return sum(not field.serving(place) for place in places)
