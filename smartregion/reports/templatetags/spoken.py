"""What a figure shows, in words: for charts whose table holds sentences and not numbers."""

from django import template
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from smartregion.core.charts import Chart

register = template.Library()


@register.simple_tag
def in_words(chart: Chart, widths: str) -> SafeString:
    """The table of a chart with columns of these widths in per cent: ``{% in_words chart "30 20 50" %}``."""
    return format_html(
        '<table class="in-words"><caption>{}</caption><colgroup>{}</colgroup>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>",
        _("In Worten: %(title)s") % {"title": chart.title},
        format_html_join("", '<col class="w-{}">', ((width,) for width in widths.split())),
        format_html_join("", '<th scope="col">{}</th>', ((cell,) for cell in chart.table.head)),
        format_html_join("", "<tr>{}</tr>", ((_row(row),) for row in chart.table.rows)),
    )


def _row(cells: tuple[str, ...]) -> SafeString:
    first, *others = cells
    told = format_html_join("", "<td>{}</td>", ((cell,) for cell in others))
    return format_html('<th scope="row">{}</th>{}', first, told)
