"""A drawing read back from our own SVG is the drawing."""

from datetime import date

import pytest
from lxml import html as lxml_html

from smartregion.core.charts import Mark, Span, bar_chart, paper_svg, schedule
from smartregion.core.charts.pictures import Picture
from smartregion.core.charts.png import png_file
from smartregion.core.charts.rereading import drawing_in, spoken_in

pytestmark = pytest.mark.slow

SPAN = Span(
    "Planung", date(2025, 1, 1), date(2026, 6, 30), (Mark("Start", date(2025, 3, 1), True),)
)
CHARTS = [
    bar_chart(title="Antworten", bars=[("ja", 3), ("nein", 1)], total=4),
    schedule(title="Zeitplan", spans=[SPAN], on=date(2025, 6, 1)),
]


def picture(drawing):
    return png_file(Picture(drawing.width, drawing.height, (), drawing, (0, 0), "", ()))


@pytest.mark.parametrize("chart", CHARTS, ids=["bars", "schedule"])
def test_picture_of_it_is_the_same_dot_by_dot(chart):
    svg = lxml_html.fragment_fromstring(paper_svg(chart.wide, chart.summary))
    assert picture(drawing_in(svg)) == picture(chart.wide)


def test_what_it_says_is_read_too():
    chart = CHARTS[0]
    svg = lxml_html.fragment_fromstring(paper_svg(chart.wide, chart.summary))
    assert spoken_in(svg) == chart.summary
