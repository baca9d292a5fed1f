"""What is taken along: which responses of a survey, in which columns."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np

from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.columns import Column, Holds, columns_of
from participation.surveys.models import Survey
from participation.surveys.queries.asked import Asked
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.table import response_table
from participation.surveys.statistics.weights import Weights


@dataclass(frozen=True)
class Taken:
    """One column of answers under the name it has in the file."""

    name: str
    column: Column
    answers: AnswerColumn


@dataclass(frozen=True)
class Selection:
    """Responses at one data state: what comes or goes later is not in it."""

    survey: Survey
    table: ResponseTable
    chosen: Filter = Filter()
    weights: Weights | None = None

    @cached_property
    def places(self) -> Any:
        """Where the chosen responses stand in the table, in its order."""
        return np.flatnonzero(mask_of(self.table, self.chosen))

    @property
    def n(self) -> int:
        return len(self.places)

    @cached_property
    def taken(self) -> tuple[Taken, ...]:
        """The columns of all questions, in the order of the newest questionnaire."""
        return tuple(self._taken())

    def _taken(self) -> Iterator[Taken]:
        answers = {
            (key, name): column
            for key in self.table.asked
            for name, column in self.table.columns_of(key)
        }
        for name, column in named_columns(self.table.asked.values()):
            question = column.asked.question
            # The order that was shown follows from the id; it is there where the question is.
            held = question.code if column.holds == Holds.ORDER else column.name
            yield Taken(name, column, answers[(question.code, question.type), held])


def named_columns(asked: Iterable[Asked]) -> Iterator[tuple[str, Column]]:
    """All columns with the names they have in files.

    Where a later version asks something of another type under the same code, the older one says its type.
    """
    names: set[str] = set()
    for each in asked:
        for column in columns_of(each):
            name = column.name
            if name in names:
                name = f"{name}-{each.question.type}"
            names.add(name)
            yield name, column


def select(
    survey: Survey, chosen: Filter | None = None, weights: Weights | None = None
) -> Selection:
    """The responses that are there now, as far as the filter lets them through."""
    return Selection(survey, response_table(survey), chosen or Filter(), weights)
