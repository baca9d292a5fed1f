"""Wording short reports so that they keep to the pages their kind may have: cut down, never clipped.

A book is worded at a step: 0 is the usual one, each further step says less. What a chapter leaves out it
counts ("und 12 weitere"), and what must be told in any case (what was not reported) it never leaves out.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import Truncator

Content = dict[str, Any]


@dataclass(frozen=True)
class Limits:
    """How much is printed: rows of a table, letters of somebody's words, letters of a name."""

    rows: int
    text: int
    # Rows of lists that only go into detail.
    details: int
    names: int = 160
    # Measures by name in lists; beyond that their numbers alone.
    listed: int = 60

    def cut(self, text: str) -> str:
        return Truncator(text).chars(self.text)

    def name(self, text: str) -> str:
        return Truncator(text).chars(self.names)


STEPS = (
    Limits(rows=40, text=600, details=30),
    Limits(rows=30, text=300, details=18),
    Limits(rows=22, text=220, details=12),
    Limits(rows=16, text=170, details=8),
    Limits(rows=11, text=140, details=6, names=110, listed=30),
    Limits(rows=7, text=100, details=4, names=80, listed=20),
    Limits(rows=4, text=60, details=3, names=60, listed=10),
    Limits(rows=2, text=40, details=2, names=40, listed=0),
)


def limits_of(content: Content) -> Limits:
    """How much a chapter may say of this content."""
    return STEPS[content.get("brevity", 0)]


@dataclass(frozen=True)
class Excerpt:
    """The rows of a table that are printed, and what was left out."""

    rows: Sequence[Any]
    left_out: Sequence[Any] = ()

    @property
    def more(self) -> int:
        return len(self.left_out)


def excerpt(rows: Sequence[Any], most: int) -> Excerpt:
    """The first rows; a single one that would be left out is printed, because the note takes as much room."""
    most = len(rows) if len(rows) == most + 1 else most
    return Excerpt(rows[:most], rows[most:])
