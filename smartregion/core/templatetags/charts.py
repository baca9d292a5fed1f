"""Showing a chart: as a figure with its data table, on a page or in a report."""

from django import template

from smartregion.core.charts import Chart, inline_svg, paper_svg

register = template.Library()


@register.inclusion_tag("core/charts/figure.html")
def chart(chart: Chart) -> dict[str, object]:
    """A figure for web pages: wide and narrow drawing, and the numbers to open below."""
    return {
        "chart": chart,
        "wide": inline_svg(chart.wide, chart.summary),
        "narrow": inline_svg(chart.narrow, chart.summary),
    }


@register.inclusion_tag("core/charts/paper.html")
def chart_on_paper(chart: Chart, with_table: bool = True) -> dict[str, object]:
    """The same figure for a report: one drawing, and the numbers printed below."""
    drawing = paper_svg(chart.wide, chart.summary)
    return {"chart": chart, "drawing": drawing, "is_paper": True, "with_table": with_table}
