"""A drawing read back from our own SVG, for what has to draw it again in another form.

Only what ``svg.paper_svg`` writes is understood; everything else in the SVG is passed over.
"""

import re
from typing import Any

from smartregion.core.charts.shapes import INK, Box, Drawing, Label, Sign, Trace

# lxml's reader of HTML keeps names in lower case: viewBox is viewbox.
SIZE = "viewbox"
NUMBER = re.compile(r"-?\d+(?:\.\d+)?")


def drawing_in(svg: Any) -> Drawing:
    """The drawing of an ``<svg>`` element of lxml; it says what it shows in its title."""
    _x, _y, width, height = _numbers(svg.get("viewBox") or svg.get(SIZE) or "0 0 0 0")
    shapes = [each for each in svg.iter() if isinstance(each.tag, str)]
    paths = [each for each in shapes if _name(each) == "path"]
    return Drawing(
        width=width,
        height=height,
        boxes=tuple(_box(each) for each in shapes if _name(each) == "rect"),
        traces=tuple(_trace(each) for each in paths if not each.get("transform")),
        signs=tuple(_sign(each) for each in paths if each.get("transform")),
        labels=tuple(_label(each) for each in shapes if _name(each) == "text"),
    )


def spoken_in(svg: Any) -> str:
    """What the SVG says to people who do not see it."""
    return next((each.text or "" for each in svg.iter() if _name(each) == "title"), "")


def _name(element: Any) -> str:
    tag = element.tag if isinstance(element.tag, str) else ""
    return tag.rpartition("}")[2]


def _numbers(text: str) -> list[float]:
    return [float(each) for each in NUMBER.findall(text)]


def _box(rect: Any) -> Box:
    x, y, width, height = (float(rect.get(name, 0)) for name in ("x", "y", "width", "height"))
    return Box(x, y, width, height, rect.get("fill", "none"), rect.get("stroke", ""))


def _trace(path: Any) -> Trace:
    return Trace(
        path=path.get("d", ""),
        stroke=path.get("stroke", INK),
        width=float(path.get("stroke-width", 1)),
        dashes=path.get("stroke-dasharray", ""),
        fill=path.get("fill", "none"),
        fill_opacity=float(path.get("fill-opacity", 1)),
    )


def _sign(path: Any) -> Sign:
    x, y = _numbers(path.get("transform"))[:2]
    return Sign(
        x, y, path.get("d", ""), fill=path.get("fill", "none"), stroke=path.get("stroke", INK),
        width=float(path.get("stroke-width", 1.5)),
    )  # fmt: skip


def _label(text: Any) -> Label:
    turned = _numbers(text.get("transform") or "")
    return Label(
        x=float(text.get("x", 0)),
        y=float(text.get("y", 0)),
        text=text.text or "",
        size=float(text.get("font-size", 14)),
        anchor=text.get("text-anchor", "start"),
        fill=text.get("fill", INK),
        bold=text.get("font-weight") == "600",
        turn=turned[0] if turned else 0,
    )
