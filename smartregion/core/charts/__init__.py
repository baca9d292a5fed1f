"""Charts: pure functions from numbers to drawings with coordinates.

Each function returns a ``Chart``: a wide and a narrow drawing of the same numbers, a summary for
people who do not see it, and the data as a table. ``{% load charts %}{% chart it %}`` shows it on
a page and, with ``paper=True``, in the report.
"""

from smartregion.core.charts.bars import Bar, bar_chart
from smartregion.core.charts.heatmap import Block, Cell, heatmap, unknown_key
from smartregion.core.charts.layout import Key
from smartregion.core.charts.radar import Series, radar
from smartregion.core.charts.schedules import Mark, Span, schedule
from smartregion.core.charts.shapes import Chart, DataTable, Drawing
from smartregion.core.charts.stacks import (
    level_distribution,
    light_distribution,
    stacked_likert,
)

__all__ = [
    "Bar",
    "Block",
    "Cell",
    "Chart",
    "DataTable",
    "Drawing",
    "Key",
    "Mark",
    "Series",
    "Span",
    "bar_chart",
    "heatmap",
    "level_distribution",
    "light_distribution",
    "radar",
    "schedule",
    "stacked_likert",
    "unknown_key",
]
