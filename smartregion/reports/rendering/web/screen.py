"""The markup of a chapter made for screens: drawings for phones, tables that scroll, links to every place."""

import re
from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import gettext as _
from lxml import html as lxml_html
from lxml.builder import E

from smartregion.core.charts import Chart, inline_svg
from smartregion.reports.rendering.book import Written
from smartregion.reports.rendering.data import text_of

SVG = re.compile(r"<svg\b.*?</svg>", re.DOTALL)
# Where a drawing stood while lxml works on the rest: it would write viewBox in small letters.
SLOT = re.compile(r'<span data-drawing="(\d+)"></span>')
# Tables of more columns scroll by themselves on narrow screens.
NARROW = 2


def on_screen(written: Written, *, deeper: int = 0, elsewhere: str = "") -> SafeString:
    """The chapter for a page; its headings go ``deeper`` by so many levels.

    ``elsewhere`` is put before the name of a place that is in another chapter.
    """
    drawings: list[str] = []
    tree = _tree_of(written.html, drawings)
    _draw(tree, {entry.anchor: entry.chart for entry in written.entries if entry.chart}, drawings)
    for table in list(tree.iter("table")):
        _table(table)
    for heading in list(tree.iter("h1", "h2", "h3", "h4", "h5")):
        _heading(heading, deeper)
    if elsewhere:
        _lead_on(tree, elsewhere)
    return _markup_of(tree, drawings)


def on_a_sheet(html: str) -> SafeString:
    """Markup as it is printed, whose wide tables scroll by themselves where the sheet is narrow."""
    drawings: list[str] = []
    tree = _tree_of(html, drawings)
    for table in list(tree.iter("table")):
        if _is_wide(table):
            _scroll(table, _name_of(table))
    return _markup_of(tree, drawings)


def _tree_of(html: str, drawings: list[str]) -> Any:
    return lxml_html.fragment_fromstring(SVG.sub(_slot_for(drawings), html), create_parent="div")


def _markup_of(tree: Any, drawings: list[str]) -> SafeString:
    markup = "".join(lxml_html.tostring(child, encoding="unicode") for child in tree)
    return mark_safe(SLOT.sub(lambda slot: drawings[int(slot[1])], markup))  # noqa: S308 - our own markup


# -- drawings ----------------------------------------------------------------------------------
def _slot_for(drawings: list[str]) -> Callable[[re.Match[str]], str]:
    def keep(svg: re.Match[str]) -> str:
        drawings.append(svg.group())
        return f'<span data-drawing="{len(drawings) - 1}"></span>'

    return keep


def _draw(tree: Any, charts: dict[str, Chart], drawings: list[str]) -> None:
    """Figures get a drawing for wide and one for narrow places."""
    for figure in tree.iter("figure"):
        chart = charts.get(figure.get("id", ""))
        for slot in figure.iter("span"):
            if chart and slot.get("data-drawing"):
                drawings[int(slot.get("data-drawing"))] = _both(chart)
        caption = figure.find("figcaption")
        if caption is not None and figure.get("id"):
            _add_link(caption, figure.get("id"), _label(caption))


def _both(chart: Chart) -> str:
    wide, narrow = (inline_svg(each, chart.summary) for each in (chart.wide, chart.narrow))
    return f'<div class="chart__wide">{wide}</div><div class="chart__narrow">{narrow}</div>'


# -- tables ------------------------------------------------------------------------------------
def _table(table: Any) -> None:
    """Widths are those of paper; a screen finds its own."""
    caption = table.find("caption")
    for columns in table.findall("colgroup"):
        table.remove(columns)
    table.set("class", f"table {table.get('class', '')}".strip())
    # Before the link to it is added: that is not part of the name.
    name = _name_of(table)
    if caption is not None and caption.get("id"):
        _add_link(caption, caption.get("id"), _label(caption))
    if _is_wide(table):
        _scroll(table, name)


def _is_wide(table: Any) -> bool:
    return any(len(row) > NARROW for row in table.iter("tr"))


def _name_of(table: Any) -> str:
    caption = table.find("caption")
    return text_of(caption) if caption is not None else ""


def _scroll(table: Any, name: str) -> None:
    box = E.div({"class": "table-scroll", "role": "region", "tabindex": "0"})
    box.set("aria-label", name or _("Tabelle"))
    table.addprevious(box)
    box.tail, table.tail = table.tail, None
    box.append(table)


def _label(caption: Any) -> str:
    """What a figure or table is called: its number where it has one."""
    found = caption.find_class("chart__label")
    return text_of(found[0] if found else caption)


# -- places ------------------------------------------------------------------------------------
def _heading(heading: Any, deeper: int) -> None:
    anchor = heading.get("id")
    if anchor and heading.tag != "h1":
        box = E.div({"class": "passage-head"})
        heading.addprevious(box)
        box.tail, heading.tail = heading.tail, None
        box.append(heading)
        _add_link(box, anchor, text_of(heading))
    heading.tag = f"h{min(int(heading.tag[1]) + deeper, 6)}"


def _add_link(place: Any, anchor: str, name: str) -> None:
    label = _("Bleibender Link zu „%(title)s“") % {"title": name}
    sign = E.span("#", {"aria-hidden": "true"})
    spoken = E.span(label, {"class": "kern-sr-only"})
    place.append(
        E.a(sign, spoken, {"class": "deep-link", "data-deep-link": "", "href": f"#{anchor}"})
    )


def _lead_on(tree: Any, elsewhere: str) -> None:
    """Links to places that are not in this chapter."""
    here = {each.get("id") for each in tree.iter() if each.get("id")}
    for link in tree.iter("a"):
        address = link.get("href", "")
        if address.startswith("#") and address[1:] not in here:
            link.set("href", f"{elsewhere}{address[1:]}")
