"""Running text: markup inside of a paragraph becomes runs of one look each."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from itertools import groupby
from typing import Any

from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from smartregion.core.palette import LIGHTS
from smartregion.core.xmltext import in_xml
from smartregion.reports.rendering.data import OWN_LINE
from smartregion.reports.rendering.word.fields import add_link, element

WHITE = re.compile(r"[ \t\r\n\f]+")
SMALL = Pt(8)
MUTED = "#5A6075"
# Boxes and asides of the print, which white space alone sets apart there.
SET_APART = {"badge", "profile__aside"}
# Shapes tell the lights apart where colours do not; the word stands beside them.
SIGNS = {"green": "●", "yellow": "■", "red": "◆", "grey": "‖", "missing": "○"}


@dataclass(frozen=True)
class Look:
    """How a run is set."""

    bold: bool = False
    italic: bool = False
    underlined: bool = False
    struck: bool = False
    raised: bool = False
    lowered: bool = False
    small: bool = False
    colour: str = ""
    address: str = ""


@dataclass(frozen=True)
class Piece:
    """Text in one look; "\\n" is a new line in the same paragraph."""

    text: str
    look: Look


BY_TAG: dict[str, dict[str, Any]] = {
    "strong": {"bold": True},
    "b": {"bold": True},
    "em": {"italic": True},
    "i": {"italic": True},
    "u": {"underlined": True},
    "ins": {"underlined": True},
    "s": {"struck": True},
    "del": {"struck": True},
    "sup": {"raised": True},
    "sub": {"lowered": True},
    "code": {"small": True},
    "small": {"small": True},
}
BY_CLASS: dict[str, dict[str, Any]] = {
    "muted": {"colour": MUTED},
    "chart__mark": {"small": True, "colour": MUTED},
    "tiles__value": {"bold": True},
    "key": {"bold": True, "small": True},
}


# -- from markup -------------------------------------------------------------------------------
def pieces_of(node: Any, look: Look) -> Iterator[Piece]:
    """The pieces of one inline element, or of a bare text."""
    if isinstance(node, str):
        yield Piece(node, look)
        return
    classes = (node.get("class") or "").split()
    if node.tag == "br":
        yield Piece("\n", look)
    elif "light" in classes:
        yield from _sign(classes, look)
    elif "dots" in classes:
        yield from _dots(classes, look)
    else:
        if OWN_LINE & set(classes):
            yield Piece("\n", look)
        elif SET_APART & set(classes) and _follows(node):
            yield Piece("· ", look)
        yield from _inside(node, _look_of(node, classes, look))


def _follows(node: Any) -> bool:
    """Whether something stands before it in its line."""
    before = node.getprevious()
    return before is not None or bool((node.getparent().text or "").strip())


def _inside(node: Any, look: Look) -> Iterator[Piece]:
    for each in nodes_of(node):
        yield from pieces_of(each, look)


def nodes_of(element_: Any) -> Iterator[Any]:
    """Texts and elements in their order; comments are none."""
    if element_.text:
        yield element_.text
    for child in element_:
        if isinstance(child.tag, str):
            yield child
        if child.tail:
            yield child.tail


def _look_of(node: Any, classes: list[str], look: Look) -> Look:
    changes = dict(BY_TAG.get(node.tag, {}))
    for each in classes:
        changes |= BY_CLASS.get(each, {})
    if node.tag == "a" and node.get("href"):
        changes["address"] = node.get("href")
    return replace(look, **changes)


def _sign(classes: list[str], look: Look) -> Iterator[Piece]:
    kind = next((each[7:] for each in classes if each.startswith("light--")), "")
    colour = LIGHTS.get(kind, MUTED)
    yield Piece(SIGNS.get(kind, "–"), replace(look, colour=colour, bold=True))


def _dots(classes: list[str], look: Look) -> Iterator[Piece]:
    """How strongly something serves a guideline: filled and empty dots of three."""
    filled = next((int(each[6:]) for each in classes if each.startswith("dots--")), 0)
    yield Piece("●" * filled + "○" * (3 - filled), look)


# -- white space -------------------------------------------------------------------------------
def squeezed(pieces: Iterable[Piece]) -> list[Piece]:
    """White space as a browser shows it, and neighbours of one look together."""
    found: list[Piece] = []
    at_start = True
    for piece in pieces:
        text = piece.text if piece.text == "\n" else WHITE.sub(" ", piece.text)
        text = text.removeprefix(" ") if at_start else text
        if text:
            at_start = text[-1] in " \n"
            found.append(replace(piece, text=text))
    together = [
        Piece("".join(each.text for each in group), look)
        for look, group in groupby(found, key=lambda piece: piece.look)
    ]
    ended = [*together[:-1], *(_without_end(piece) for piece in together[-1:])]
    return [piece for piece in ended if piece.text]


def _without_end(piece: Piece) -> Piece:
    return replace(piece, text=piece.text.rstrip(" \n"))


# -- into a paragraph --------------------------------------------------------------------------
def write(paragraph: Paragraph, pieces: Iterable[Piece]) -> None:
    """Pieces as runs; links become links."""
    for piece in pieces:
        run = paragraph.add_run(in_xml(piece.text))
        _dress(run, piece.look)
        if piece.look.address:
            add_link(paragraph, piece.look.address).append(run._r)


def _dress(run: Run, look: Look) -> None:
    font = run.font
    # None leaves it to the style; False would overrule it.
    font.bold, font.italic = look.bold or None, look.italic or None
    font.strike, font.underline = look.struck or None, look.underlined or None
    font.superscript, font.subscript = look.raised or None, look.lowered or None
    if look.small:
        font.size = SMALL
    if look.address:
        run._r.get_or_add_rPr().insert(0, element("rStyle", val="Hyperlink"))
    elif look.colour:
        font.color.rgb = RGBColor.from_string(look.colour.removeprefix("#").upper())
