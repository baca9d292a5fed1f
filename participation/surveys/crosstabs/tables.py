"""A cross-tab as a plain value: cells, bases and the test, ready for page, file and script.

A percentage stands only on a base that is large enough. A column with fewer people than the minimum shows no
figures at all; a row with fewer shows no row percentages (its column percentages stand on the columns, where even
a rare answer is a finding).
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from participation.surveys.statistics.association import Association, association_of
from participation.surveys.statistics.crosstab import Axis, Counted
from participation.surveys.statistics.differences import Difference, against_the_rest
from participation.surveys.statistics.weights import Weights


@dataclass(frozen=True)
class Cell:
    """How many belong to row and column; all None where the column is suppressed."""

    count: float | None
    row_share: float | None
    column_share: float | None
    is_suppressed: bool = False
    # By how much the column share differs from that of everybody in the other columns together.
    against_rest: Difference | None = None

    def to_json(self) -> dict[str, Any]:
        count = self.count
        return {
            # People are whole; weights are not.
            "count": int(count) if count is not None and count.is_integer() else count,
            "row_percent": _percent(self.row_share),
            "column_percent": _percent(self.column_share),
            "suppressed": self.is_suppressed,
        }


@dataclass(frozen=True)
class Line:
    """A row or a column: how many people it rests on, and how much they weigh."""

    code: str
    label: str
    people: int
    base: float
    # Of everybody in the table.
    share: float | None
    is_suppressed: bool


@dataclass(frozen=True)
class Side:
    """One axis of a table."""

    name: str
    label: str
    lines: tuple[Line, ...]
    is_multiple: bool

    def shows_fewer_than(self, people: int) -> bool:
        """Whether figures stand for a line with fewer people than that."""
        return any(0 < line.people < people and not line.is_suppressed for line in self.lines)

    @property
    def suppressed(self) -> tuple[Line, ...]:
        return tuple(line for line in self.lines if line.is_suppressed)


@dataclass(frozen=True)
class Weighting:
    """By what a table is weighted, and what it costs."""

    code: str
    title: str
    design_effect: float


@dataclass(frozen=True)
class Source:
    """What every figure of a table must be able to say about itself."""

    survey: str = ""
    versions: tuple[int, ...] = ()
    filter_query: str = ""
    filter_words: tuple[str, ...] = ()
    state: str = ""


@dataclass(frozen=True)
class Crosstab:
    """Two questions against each other."""

    rows: Side
    columns: Side
    cells: tuple[tuple[Cell, ...], ...]
    # People in the table; how much they weigh; how many unweighted people would be as certain.
    n: int
    total: float
    effective: float
    minimum: int
    weighting: Weighting | None
    association: Association | None
    source: Source

    @property
    def is_multiple(self) -> bool:
        """Whether a person may stand in several cells."""
        return self.rows.is_multiple or self.columns.is_multiple

    @property
    def by_row(self) -> Iterator[tuple[Line, tuple[Cell, ...]]]:
        return zip(self.rows.lines, self.cells, strict=True)

    def to_json(self) -> dict[str, Any]:
        """Unrounded, for scripts and for checks against published tables."""
        return {
            "rows": [{"code": line.code, "label": line.label} for line in self.rows.lines],
            "columns": [{"code": line.code, "label": line.label} for line in self.columns.lines],
            "cells": [[cell.to_json() for cell in line] for line in self.cells],
            "base": [line.people for line in self.columns.lines],
            "weighted_base": [line.base for line in self.columns.lines],
            "row_base": [line.people for line in self.rows.lines],
            "weighted_row_base": [line.base for line in self.rows.lines],
            "n": self.n,
            "effective_n": self.effective,
            "min_base": self.minimum,
            "weight": self.weighting.code if self.weighting else None,
            "design_effect": self.weighting.design_effect if self.weighting else None,
            "filter": self.source.filter_query,
            "state": self.source.state,
            "versions": list(self.source.versions),
            **_test_json(self.association),
        }


def _test_json(test: Association | None) -> dict[str, Any]:
    return {
        "chi_square": test.chi_square if test else None,
        "degrees_of_freedom": test.degrees if test else None,
        "p": test.p if test else None,
        "cramers_v": test.v if test else None,
        "cramers_v_corrected": test.v_corrected if test else None,
    }


def _percent(share: float | None) -> float | None:
    return None if share is None else 100 * share


def crosstab_of(
    rows: Axis,
    columns: Axis,
    counted: Counted,
    *,
    weights: Weights | None,
    minimum: int,
    source: Source,
) -> Crosstab:
    """Put the figures of a counted table under the rule of the minimum base."""
    row_side = _side(rows, counted.row_people, counted.row_bases, counted.total, minimum)
    column_side = _side(
        columns, counted.column_people, counted.column_bases, counted.total, minimum
    )
    is_multiple = rows.is_multiple or columns.is_multiple
    return Crosstab(
        rows=row_side,
        columns=column_side,
        cells=_cells(row_side.lines, column_side.lines, counted),
        n=counted.n,
        total=counted.total,
        effective=counted.effective,
        minimum=minimum,
        weighting=_weighting(weights, counted),
        association=None if is_multiple else association_of(counted.cells, counted.effective),
        source=source,
    )


def _weighting(weights: Weights | None, counted: Counted) -> Weighting | None:
    if weights is None:
        return None
    # Of the people in this table, not of all who answered.
    effect = counted.n / counted.effective if counted.effective else 1.0
    return Weighting(weights.code, weights.title, effect)


def _side(
    axis: Axis,
    people: Sequence[float] | np.ndarray[Any, Any],
    bases: Any,
    total: float,
    minimum: int,
) -> Side:
    lines = tuple(
        Line(
            code=group.code,
            label=group.label,
            people=int(number),
            base=float(base),
            share=float(base) / total if total else None,
            is_suppressed=int(number) < minimum,
        )
        for group, number, base in zip(axis.groups, people, bases, strict=True)
    )
    return Side(axis.name, axis.label, lines, axis.is_multiple)


def _cells(
    rows: Sequence[Line], columns: Sequence[Line], counted: Counted
) -> tuple[tuple[Cell, ...], ...]:
    return tuple(
        tuple(
            _cell(row, column, float(counted.cells[i, j]), against_the_rest(counted, i, j))
            for j, column in enumerate(columns)
        )
        for i, row in enumerate(rows)
    )


def _cell(row: Line, column: Line, count: float, against_rest: Difference | None) -> Cell:
    if column.is_suppressed:
        return Cell(None, None, None, is_suppressed=True)
    row_share = None if row.is_suppressed or not row.base else count / row.base
    column_share = count / column.base if column.base else None
    return Cell(count, row_share, column_share, against_rest=against_rest)
