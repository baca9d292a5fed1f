"""Many letters that differ in a few lines: laid out once, printed over many times.

Breaking a page takes WeasyPrint 20 ms, and a letter to 5,000 people is broken the same way 5,000 times. Here
it is broken once; every further sheet shows the same drawing, with the lines of its own laid underneath.
Which glyph stands for a letter is learned from a type case: a last page that holds every character in
use, so that the engine embeds them, and that is taken out again.
"""

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import pydyf
from django.utils.html import format_html_join

from smartregion.core.pdf.assets import asset_path
from smartregion.core.pdf.engine import Engine

POINTS_PER_MM = 72 / 25.4
HEIGHT = 297 * POINTS_PER_MM
NORMAL, STRONG = 400, 600


@dataclass(frozen=True)
class Line:
    """Words at a place: millimetres from the left and the top to their base line, size in points."""

    text: str
    left: float
    top: float
    size: float
    # They are set smaller where they would be wider than this.
    width: float
    weight: int = NORMAL


@dataclass(frozen=True)
class Code:
    """The dark squares of a QR code, with its upper left corner and its side in millimetres."""

    rows: Sequence[Sequence[int]]
    left: float
    top: float
    side: float


Sheet = Sequence[Line | Code]


class PagesDiffer(ValueError):
    """The text takes more pages, or fewer, than were reckoned with."""


def unprintable(text: str) -> set[str]:
    """The characters of a text that our font does not have."""
    return {sign for sign in _composed(text) if ord(sign) not in _known()}


@cache
def _known() -> frozenset[int]:
    from fontTools.ttLib import TTFont  # noqa: PLC0415 - only where something is printed

    with TTFont(asset_path("FiraSans-Regular.woff2")) as font:
        return frozenset(font.getBestCmap())


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text)


def write_series(engine: Engine, html: str, copies: Sequence[Sequence[Sheet]]) -> bytes:
    """The PDF: for each copy all pages of ``html``, each printed over with its sheet of this copy.

    Raises ``PagesDiffer`` when the text breaks into another number of pages than a copy has sheets.
    """
    signs = _signs(copies)

    def multiply(document: Any, pdf: Any) -> None:
        *pages, _case = [pdf.objects[number] for number in pdf.pages["Kids"][::3]]
        if len(pages) != len(copies[0]):
            raise PagesDiffer(len(pages))
        fonts = {weight: _Font.of(document, weight) for weight in signs}
        pdf.pages["Kids"], pdf.pages["Count"] = pydyf.Array([]), 0
        for copy in copies:
            for page, sheet in zip(pages, copy, strict=True):
                _add(pdf, page, _drawing(sheet, fonts))

    case = format_html_join(
        "",
        '<p class="type-case--{}">{}</p>',
        ((weight, " ".join(sorted(known))) for weight, known in signs.items()),
    )
    # The case stands on a page of its own, also when nothing is printed but squares.
    with_case = html.replace("</body>", f'<div class="type-case">{case}</div></body>')
    written: bytes = engine.layout(with_case).write_pdf(finisher=multiply)
    return written


def _signs(copies: Sequence[Sequence[Sheet]]) -> dict[int, set[str]]:
    """Every character that the copies print, by weight."""
    signs: dict[int, set[str]] = {}
    for copy in copies:
        for sheet in copy:
            for mark in sheet:
                if isinstance(mark, Line):
                    signs.setdefault(mark.weight, set()).update(_composed(mark.text))
    return signs


def _add(pdf: Any, page: Any, drawing: bytes) -> None:
    """A page that shows this drawing and above it that of the page that was laid out."""
    stream = pydyf.Stream([drawing], compress=True)
    pdf.add_object(stream)
    pdf.add_page(
        pydyf.Dictionary({**page, "Contents": pydyf.Array([stream.reference, page["Contents"]])})
    )


# -- drawing -----------------------------------------------------------------------------------
@dataclass(frozen=True)
class _Font:
    """A font of the document as the pages name it, with the glyph and the width of each character."""

    name: str
    glyphs: dict[str, int]
    widths: dict[int, int]

    @classmethod
    def of(cls, document: Any, weight: int) -> "_Font":
        upright = [f for f in document.fonts.values() if f.weight == weight and not f.style]
        # Sizes count as fonts of their own; the one of the type case has met the most characters.
        font = max(upright, key=lambda each: len(each.to_unicode))
        return cls(font.hash, {text: glyph for glyph, text in font.to_unicode.items()}, font.widths)

    def set(self, line: Line) -> bytes:
        glyphs = [self.glyphs[sign] for sign in _composed(line.text)]
        natural = sum(self.widths[glyph] for glyph in glyphs) / 1000 * line.size
        size = line.size * min(1, line.width * POINTS_PER_MM / natural) if natural else line.size
        left, base = line.left * POINTS_PER_MM, HEIGHT - line.top * POINTS_PER_MM
        code = "".join(f"{glyph:04x}" for glyph in glyphs)
        return f"BT /{self.name} {size:.2f} Tf {left:.2f} {base:.2f} Td <{code}> Tj ET".encode()


def _drawing(sheet: Sheet, fonts: dict[int, _Font]) -> bytes:
    marks = (
        _squares(mark) if isinstance(mark, Code) else fonts[mark.weight].set(mark) for mark in sheet
    )
    return b"q 0 g\n" + b"\n".join(marks) + b"\nQ"


def _squares(code: Code) -> bytes:
    """Dark squares that touch in a row are one rectangle; all are filled at once, without seams."""
    side = code.side * POINTS_PER_MM / len(code.rows)
    left, top = code.left * POINTS_PER_MM, HEIGHT - code.top * POINTS_PER_MM
    parts = [
        f"{left + start * side:.3f} {top - (number + 1) * side:.3f} {length * side:.3f} {side:.3f} re"
        for number, row in enumerate(code.rows)
        for start, length in _runs(row)
    ]
    return " ".join([*parts, "f"]).encode()


def _runs(row: Sequence[int]) -> Iterable[tuple[int, int]]:
    start = None
    for place, dark in enumerate([*row, 0]):
        if dark and start is None:
            start = place
        elif not dark and start is not None:
            yield start, place - start
            start = None
