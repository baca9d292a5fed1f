"""Charts: pure functions from numbers to drawings with coordinates.

Each function returns a ``Chart``: a wide and a narrow drawing of the same numbers, a summary for
people who do not see it, and the data as a table. ``{% load charts %}{% chart it %}`` shows it on
a page and, with ``paper=True``, in the report.
"""

from smartregion.core.charts.bars import Bar, bar_chart
from smartregion.core.charts.schedules import Mark, Span, schedule
from smartregion.core.charts.shapes import Chart, DataTable, Drawing
from smartregion.core.charts.stacks import light_distribution, stacked_likert

__all__ = [
    "Bar",
    "Chart",
    "DataTable",
    "Drawing",
    "Mark",
    "Span",
    "bar_chart",
    "light_distribution",
    "schedule",
    "stacked_likert",
]
