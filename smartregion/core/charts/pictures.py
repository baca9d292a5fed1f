"""A chart to take along: with its heading above and, below, what the figures rest on.

Cut out of its page, a chart says nothing about who was asked, when, and what was filtered. So this
stands inside the picture, where nobody can leave it behind.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from smartregion.core.charts.shapes import Chart, Drawing, Label
from smartregion.core.charts.words import LINE_HEIGHT, wrap

MARGIN = 24
SMALL, LARGE = 12, 18


@dataclass(frozen=True)
class Picture:
    """A drawing in its frame; ``words`` stand around it, ``notes`` are the same below it as text."""

    width: float
    height: float
    words: tuple[Label, ...]
    drawing: Drawing
    at: tuple[float, float]
    spoken: str
    notes: tuple[str, ...]


def framed(chart: Chart, *, kicker: str, heading: str, notes: Sequence[str]) -> Picture:
    """The wide drawing of a chart between its heading and its notes."""
    drawing = chart.wide
    above = [*_lines(kicker, SMALL, drawing.width), *_lines(heading, LARGE, drawing.width)]
    below = [line for note in notes for line in _lines(note, SMALL, drawing.width)]
    words, y = _placed(above, MARGIN)
    top = round(y + LARGE, 1)
    under, y = _placed(below, top + drawing.height + LARGE)
    return Picture(
        width=drawing.width + 2 * MARGIN,
        height=round(y + MARGIN, 1),
        words=(*words, *under),
        drawing=drawing,
        at=(MARGIN, top),
        spoken=chart.summary,
        notes=tuple(notes),
    )


def _lines(text: str, size: int, width: float) -> list[tuple[str, int]]:
    return [(line, size) for line in wrap(text, width, size)] if text else []


def _placed(lines: Sequence[tuple[str, int]], y: float) -> tuple[list[Label], float]:
    """Lines below each other from ``y`` on, and where they end."""
    labels = []
    for text, size in lines:
        labels.append(Label(MARGIN, round(y + size, 1), text, size=size, bold=size == LARGE))
        y += size * LINE_HEIGHT
    return labels, y
