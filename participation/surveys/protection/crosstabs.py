"""Crossings as they are published: lines and columns of counts, with gaps where something is hidden."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from participation.surveys.protection.crossings import Crossed
from participation.surveys.protection.system import ANSWERED, Cell, System, cell


@dataclass(frozen=True)
class Head:
    """A line or a column: an answer, in a matrix with its row."""

    code: str
    label: str


@dataclass(frozen=True)
class Line:
    """One answer to the first question: how many of those gave which answer to the second; None is hidden."""

    head: Head
    group: str
    counts: tuple[int | None, ...]
    base: int | None
    # The cells behind these numbers, the base last.
    names: tuple[Cell, ...]


@dataclass(frozen=True)
class Crossing:
    """Two questions crossed, as everybody sees it."""

    rows: str
    columns: str
    rows_text: str
    columns_text: str
    heads: tuple[Head, ...]
    lines: tuple[Line, ...]
    # For each row of the first question that has a base of its own: the people in each column.
    bases: tuple[Line, ...]

    @property
    def hidden(self) -> int:
        """How many cells are hidden."""
        return sum(count is None for line in self.lines for count in line.counts)

    def to_json(self) -> dict[str, Any]:
        return asdict(self)


def crossing_from(document: Mapping[str, Any]) -> Crossing:
    """Read it back."""
    return Crossing(
        **{
            **document,
            "heads": tuple(Head(**each) for each in document["heads"]),
            "lines": tuple(map(_line_from, document["lines"])),
            "bases": tuple(map(_line_from, document["bases"])),
        }
    )


def _line_from(document: Mapping[str, Any]) -> Line:
    return Line(
        **{
            **document,
            "head": Head(**document["head"]),
            "counts": tuple(document["counts"]),
            "names": tuple(document["names"]),
        }
    )


@dataclass(frozen=True)
class Side:
    """One side of a crossing in words: where its columns stand, and how its answers are called."""

    crossed: Crossed
    heads: tuple[Head, ...]
    # The row of a matrix to which these answers belong.
    group: str = ""


def line_of(
    system: System, hidden: Collection[Cell], side: Side, head: Head, across: Side, code: str
) -> Line:
    """One line; ``code`` is the answer it stands for, or ``ANSWERED`` for all of them."""

    names = tuple(
        cell(side.crossed.place(code), across.crossed.place(other))
        for other in (*across.crossed.shown, ANSWERED)
    )
    counts = [None if name in hidden else int(system.entries[name].count) for name in names]
    return Line(head, side.group, tuple(counts[:-1]), counts[-1], names)


def lines_of(
    system: System, hidden: Collection[Cell], sides: Sequence[Side], across: Side
) -> tuple[Line, ...]:
    """All lines of a crossing, one side after the other."""
    return tuple(
        line_of(system, hidden, side, head, across, code)
        for side in sides
        for head, code in zip(side.heads, side.crossed.shown, strict=True)
    )
