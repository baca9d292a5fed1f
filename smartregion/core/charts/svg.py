"""Drawings as SVG: inside a page, in a report, and as a file that stands alone.

On a page a drawing takes the colour of the text around it; everywhere else colours are written out. The
file brings its font along, so that it looks the same on a machine that does not have it.
"""

import base64
import re
from collections.abc import Iterable, Iterator
from functools import cache

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from smartregion.core.charts.pictures import Picture
from smartregion.core.charts.shapes import INK, Box, Drawing, Label, Line, Link, Sign, Trace
from smartregion.core.palette import PAPER_GRID, PAPER_INK, WHITE
from smartregion.core.pdf.assets import asset_path

FORMAT = 'xmlns="http://www.w3.org/2000/svg"'
FAMILY = "Fira Sans, sans-serif"
# The letters of the steps a path takes (SVG 1.1, 8.3), and numbers.
STEPS = re.compile(r"[MLHVCSQTAZmlhvcsqtaze0-9 ,.+\n-]*")
CUTS = {400: "FiraSans-Regular.woff2", 600: "FiraSans-SemiBold.woff2"}


def inline_svg(drawing: Drawing, spoken: str) -> SafeString:
    """For a page: scales with its place, takes the colour of the text, and its links lead somewhere."""
    # A picture is one thing for a screen reader; links are heard only inside of a group.
    role = "group" if drawing.links else "img"
    shapes = [*_shapes(drawing, is_page=True), *map(_link, drawing.links)]
    return _element(drawing, spoken, "", shapes, role=role)


def paper_svg(drawing: Drawing, spoken: str) -> SafeString:
    """For a report: a fixed size, and opaque colours."""
    size = f' width="{drawing.width}" height="{drawing.height}" color="{PAPER_INK}"'
    return _element(drawing, spoken, size, _shapes(drawing, is_page=False))


def _element(
    drawing: Drawing, spoken: str, size: str, shapes: Iterable[str], *, role: str = "img"
) -> SafeString:
    opening = f'<svg {FORMAT} role="{role}" viewBox="0 0 {drawing.width} {drawing.height}"{size} font-family="{FAMILY}">'
    whole = f"{opening}\n<title>{escape(spoken)}</title>\n{''.join(shapes)}</svg>"
    return mark_safe(whole)  # noqa: S308 - every text goes through escape()


def svg_file(picture: Picture) -> bytes:
    """A file that needs nothing else: ground, font, heading and what the figures rest on."""
    x, y = picture.at
    size = f'width="{picture.width}" height="{picture.height}"'
    view = f'viewBox="0 0 {picture.width} {picture.height}" color="{PAPER_INK}"'
    parts = [
        f'<svg {FORMAT} role="img" {size} {view} font-family="{FAMILY}">',
        f"<title>{escape(picture.spoken)}</title>",
        f"<style>{_faces()}</style>",
        f'<rect width="100%" height="100%" fill="{WHITE}"/>',
        *map(_label, picture.words),
        f'<g transform="translate({x} {y})">',
        *_shapes(picture.drawing, is_page=False),
        "</g></svg>",
    ]
    return "\n".join(parts).encode()


@cache
def _faces() -> str:
    """The two cuts that drawings use, inside the file."""
    return "".join(
        f"@font-face{{font-family:'Fira Sans';font-weight:{weight};"
        f"src:url(data:font/woff2;base64,{_encoded(name)}) format('woff2')}}"
        for weight, name in CUTS.items()
    )


def _encoded(name: str) -> str:
    return base64.b64encode(asset_path(name, small=True).read_bytes()).decode()


# -- shapes ------------------------------------------------------------------------------------
def _shapes(drawing: Drawing, *, is_page: bool) -> Iterator[str]:
    yield from map(_box, drawing.boxes)
    yield from (_line(line, is_page=is_page) for line in drawing.lines)
    yield from map(_trace, drawing.traces)
    yield from map(_sign, drawing.signs)
    yield from map(_label, drawing.labels)


def _box(box: Box) -> str:
    outline = (
        f' stroke="{escape(box.outline)}" stroke-width="2" stroke-dasharray="4 2"'
        if box.outline
        else ""
    )
    return (
        f'<rect x="{box.x}" y="{box.y}" width="{box.width}" height="{box.height}" '
        f'fill="{escape(box.fill)}"{outline}/>\n'
    )


def _line(line: Line, *, is_page: bool) -> str:
    if is_page:
        stroke = f'stroke="{INK}" stroke-opacity="{line.opacity}"'
    else:
        # Opaque on paper, because transparency costs time and space in a PDF.
        stroke = f'stroke="{PAPER_INK if line.dashes else PAPER_GRID}"'
    return (
        f'<path d="M{line.x1} {line.y1}L{line.x2} {line.y2}" fill="none" {stroke}'
        f"{_dashes(line.dashes)}/>\n"
    )


def _trace(trace: Trace) -> str:
    opacity = "" if trace.fill == "none" else f' fill-opacity="{trace.fill_opacity}"'
    return (
        f'<path d="{_steps(trace.path)}" fill="{escape(trace.fill)}"{opacity} stroke="{escape(trace.stroke)}" '
        f'stroke-width="{trace.width}" stroke-linejoin="round"{_dashes(trace.dashes)}/>\n'
    )


def _steps(path: str) -> str:
    """The path, or none: frozen drawings come from the database, and what is no path must not end the attribute."""
    return path if STEPS.fullmatch(path) else ""


def _sign(sign: Sign) -> str:
    return (
        f'<path d="{_steps(sign.path)}" transform="translate({sign.x} {sign.y})" fill="{escape(sign.fill)}" '
        f'stroke="{escape(sign.stroke)}" stroke-width="{sign.width}"/>\n'
    )


def _label(label: Label) -> str:
    weight = ' font-weight="600"' if label.bold else ""
    turn = f' transform="rotate({label.turn} {label.x} {label.y})"' if label.turn else ""
    return (
        f'<text x="{label.x}" y="{label.y}" font-size="{label.size}" text-anchor="{label.anchor}" '
        f'fill="{escape(label.fill)}"{weight}{turn}>{escape(label.text)}</text>\n'
    )


def _link(link: Link) -> str:
    return (
        f'<a href="{escape(link.url)}" aria-label="{escape(link.text)}"><rect x="{link.x}" y="{link.y}" '
        f'width="{link.width}" height="{link.height}" fill="none" pointer-events="all"/></a>\n'
    )


def _dashes(dashes: str) -> str:
    return f' stroke-dasharray="{escape(dashes)}"' if dashes else ""
