"""What the templates of the printed report need: dates come as text out of the snapshot."""

import re
from collections.abc import Sequence
from typing import Any

from django import template
from django.template import Context
from django.template.loader import render_to_string
from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe
from django.utils.text import Truncator
from django.utils.translation import gettext as _

from smartregion.core.charts import Chart, paper_svg
from smartregion.core.days import german_day
from smartregion.core.numbers import NBSP, number
from smartregion.reports.rendering.exhibits import Shown

register = template.Library()


@register.filter
def day(text: str | None, form: str = "d.m.Y") -> str:
    """A date of the snapshot (2026-05-23) as people write it (23.05.2026)."""
    return german_day(text, form) if text else ""


@register.simple_tag
def period(starts_on: str | None, ends_on: str | None) -> str:
    """Month to month: "03/2025 – 06/2027"."""
    if not starts_on and not ends_on:
        return _("ohne Termin")
    first, last = (day(moment, "m/Y") or _("offen") for moment in (starts_on, ends_on))
    return first if first == last else f"{first} – {last}"


@register.filter
def level(steps: int) -> SafeString:
    """How strongly a guideline is served, as filled and empty dots; the words beside say it, too."""
    return format_html('<span class="dots dots--{}"></span>', steps)


@register.filter
def km2(area: str) -> str:
    """Decimal text of the snapshot as square kilometres."""
    return f"{number(float(area))}{NBSP}km²"


@register.simple_tag
def places(measure: dict[str, Any], county: dict[str, Any]) -> str:
    """Where a measure works: everywhere, in one part of the county, or in places by name."""
    named, more = measure["municipalities"], measure.get("more_municipalities", 0)
    if not named:
        return _("nicht auf einzelne Gemeinden bezogen")
    if len(named) + more == county["municipalities"]:
        return _("alle %(count)s Gemeinden") % {"count": len(named) + more}
    for zone in county["zones"]:
        if len(named) + more == zone["count"] > 1 and set(named) <= set(zone["names"]):
            return _("alle %(count)s Gemeinden, Lage: %(zone)s") % {
                "count": zone["count"],
                "zone": zone["label"],
            }
    listed = ", ".join(named)
    return (
        _("%(listed)s und %(more)s weitere") % {"listed": listed, "more": more} if more else listed
    )


@register.filter
def numbered(name: str) -> str:
    """The number of "HF3 Arbeit und Wirtschaft"; a name without one stays whole."""
    first, _space, _rest = name.partition(" ")
    return first if any(letter.isdigit() for letter in first) else name


@register.filter
def quoted(text: str, words: int = 60) -> str:
    """The words of somebody inside of quotation marks: theirs become single ones."""
    single = str.maketrans("„“”", "‚‘’")
    return Truncator(text.translate(single)).words(words)


@register.filter
def in_row(text: str) -> str:
    """A sentence in a row of others, which semicolons part: without its full stop."""
    return text[:-1] if text.endswith(".") else text


@register.filter
def below(markup: str, heading: int) -> SafeString:
    """Headings inside a text stand one level below the heading above it: no level is skipped."""
    level = heading + 1
    return mark_safe(re.sub(r"(</?h)[2-6]\b", rf"\g<1>{level}", markup))  # noqa: S308 - cleaned before


# -- figures and tables ------------------------------------------------------------------------
@register.simple_tag(takes_context=True)
def figure(
    context: Context,
    chart: Chart,
    with_table: bool = True,
    base: Sequence[str] = (),
    caption: str = "",
) -> SafeString:
    """A numbered figure, with what its numbers rest on (n, date, filter) and its table."""
    entry = context["register"].figure(chart, base)
    return render_to_string(
        "reports/paper/_figure.html",
        {
            "chart": chart,
            "entry": entry,
            "base": base,
            "caption": caption or chart.title,
            "drawing": paper_svg(chart.wide, chart.summary),
            "with_table": with_table,
        },
    )


@register.simple_tag(takes_context=True)
def table_caption(context: Context, title: str) -> SafeString:
    """The caption of a numbered table: the first thing inside ``<table>``."""
    entry = context["register"].table(title)
    mark = _("Kennung %(mark)s") % {"mark": entry.mark}
    return format_html(
        '<caption id="{}"><span class="chart__label">{}</span> {} <span class="chart__mark">{}</span></caption>',
        entry.anchor,
        entry.label,
        title,
        mark,
    )


@register.simple_tag(takes_context=True)
def exhibit(context: Context, shown: Shown) -> SafeString:
    """A figure or table that somebody chose, with their caption."""
    caption = shown.caption or shown.title
    if shown.chart:
        return figure(context, shown.chart, base=shown.base, caption=caption)
    return render_to_string(
        "reports/paper/_exhibit_table.html",
        {"table": shown.table, "base": shown.base, "caption": table_caption(context, caption)},
    )


@register.simple_tag(takes_context=True)
def data_table(context: Context, table: Any, title: str) -> SafeString:
    """Numbers with ``head`` and ``rows`` as a numbered table of its own."""
    caption = table_caption(context, title)
    return render_to_string("reports/paper/_data_table.html", {"table": table, "caption": caption})
