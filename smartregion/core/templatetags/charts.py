"""Showing a chart: as a figure with its data table, on a page or in a report."""

from collections.abc import Sequence

from django import template
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from smartregion.core.charts import Chart, DataTable, inline_svg, paper_svg

register = template.Library()

# With more, the columns of a table become narrow.
MOST_COLUMNS = 4


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


@register.simple_tag
def chart_table(table: DataTable, caption: str, *, is_paper: bool = False) -> SafeString:
    """The numbers of a chart; there may be thousands of cells on one page, so it is no template."""
    many = len(table.head) > MOST_COLUMNS
    hidden = "" if is_paper else ' class="kern-sr-only"'
    columns = f'<col class="chart__first{" chart__first--many" * many}">' + "<col>" * (
        len(table.head) - 1
    )
    return mark_safe(  # noqa: S308 - every cell goes through escape()
        f'<table class="table chart__table{" chart__table--many" * many}">'
        f"<caption{hidden}>{escape(caption)}</caption><colgroup>{columns}</colgroup>"
        f"<thead><tr>{_heads(table.head)}</tr></thead>"
        f"<tbody>{''.join(map(_line, table.rows))}</tbody></table>"
    )


def _heads(head: Sequence[str]) -> str:
    first, *others = map(escape, head)
    numeric = (f'<th scope="col" class="numeric">{cell}</th>' for cell in others)
    return f'<th scope="col">{first}</th>{"".join(numeric)}'


def _line(cells: Sequence[str]) -> str:
    first, *others = map(escape, cells)
    numeric = "".join(f'<td class="numeric">{cell}</td>' for cell in others)
    return f'<tr><th scope="row">{first}</th>{numeric}</tr>\n'
