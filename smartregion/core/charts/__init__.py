"""Charts: pure functions from numbers to drawings with coordinates.

Each function returns a ``Chart``: a wide and a narrow drawing of the same numbers, a summary for
people who do not see it, and the data as a table. ``{% load charts %}{% chart it %}`` shows it on
a page, ``{% chart_on_paper it %}`` in the report; ``framed`` makes it a picture to take along, as ``svg_file``
or ``png.png_file``.
"""

from smartregion.core.charts.bars import Bar, bar_chart
from smartregion.core.charts.columns import Column, column_chart
from smartregion.core.charts.flows import Way, flow_chart
from smartregion.core.charts.gaps import GapRow, stacked_with_gaps
from smartregion.core.charts.graphs import Arrow, Node, Words, graph
from smartregion.core.charts.grids import grid
from smartregion.core.charts.heatmap import Block, Cell, heatmap, unknown_key
from smartregion.core.charts.houses import HouseWords, Piece, house
from smartregion.core.charts.layout import Key
from smartregion.core.charts.pictures import Picture, framed
from smartregion.core.charts.piles import Pile, PileWords, pile_chart
from smartregion.core.charts.plan_rows import PlanGroup, PlanRow, Step, Stretch
from smartregion.core.charts.plans import plan, plan_series, plan_sheets
from smartregion.core.charts.radar import Series, radar
from smartregion.core.charts.schedules import Mark, Span, schedule
from smartregion.core.charts.shapes import Chart, DataTable, Drawing
from smartregion.core.charts.sparkline import sparkline
from smartregion.core.charts.stacks import (
    Part,
    level_distribution,
    light_distribution,
    light_parts,
    stacked_likert,
)
from smartregion.core.charts.svg import inline_svg, paper_svg, svg_file
from smartregion.core.charts.trend import Level, Point, trend

__all__ = [
    "Arrow",
    "Bar",
    "Block",
    "Cell",
    "Chart",
    "Column",
    "DataTable",
    "Drawing",
    "GapRow",
    "HouseWords",
    "Key",
    "Level",
    "Mark",
    "Node",
    "Part",
    "Picture",
    "Piece",
    "Pile",
    "PileWords",
    "PlanGroup",
    "PlanRow",
    "Point",
    "Series",
    "Span",
    "Step",
    "Stretch",
    "Way",
    "Words",
    "bar_chart",
    "column_chart",
    "flow_chart",
    "framed",
    "graph",
    "grid",
    "heatmap",
    "house",
    "inline_svg",
    "level_distribution",
    "light_distribution",
    "light_parts",
    "paper_svg",
    "pile_chart",
    "plan",
    "plan_series",
    "plan_sheets",
    "radar",
    "schedule",
    "sparkline",
    "stacked_likert",
    "stacked_with_gaps",
    "svg_file",
    "trend",
    "unknown_key",
]
