"""How often what was answered: counted from the columns of a survey, weighted or not."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

import numpy as np

from participation.surveys.blocks.book import FIRST
from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.document.asked import Asked, Key
from participation.surveys.document.questionnaire import Type
from participation.surveys.results import MATRICES
from participation.surveys.statistics.weights import Weights
from participation.surveys.tallying import Tally


class Counting:
    """Counts the answers of those responses of a table that a mask leaves."""

    def __init__(self, table: ResponseTable, mask: Any, weights: Weights | None = None) -> None:
        self.table = table
        # Nothing is left out most of the time; then nothing needs to be copied either.
        self._mask = None if mask.all() else mask
        self._weights = None if weights is None else self._kept(weights.values)

    def tally(self, key: Key, asked: Asked) -> Tally:
        """Everything that is counted of one question."""
        columns = dict(self.table.columns_of(key))
        code, kind = key
        whole = self._counts(columns[code])
        tally = Tally(asked.question, *whole[:3], others=self._others(columns, code))
        if kind in MATRICES:
            self._add_rows(tally, columns, asked)
        elif kind == Type.RANKING:
            self._add_places(tally, columns, asked)
        elif kind == Type.MULTIPLE:
            self._add_choices(tally, columns, asked)
        elif not asked.question.is_text:
            tally.given.update(whole[3])
        return tally

    def total(self, column: AnswerColumn) -> Counter[str]:
        """How many responses there are of each code of a column; never weighted."""
        numbers = np.bincount(self._kept(column.values), minlength=len(column.codes) + FIRST)
        return Counter(
            {code: int(numbers[n]) for n, code in enumerate(column.codes, FIRST) if numbers[n]}
        )

    def days(self) -> tuple[int, int] | None:
        """The first and the last day on which one of the responses came, as ordinals."""
        days = self._kept(self.table.day.values)
        return (int(days.min()), int(days.max())) if len(days) else None

    def _kept(self, values: Any) -> Any:
        return values if self._mask is None else values[self._mask]

    def _others(self, columns: Mapping[str, AnswerColumn], code: str) -> int:
        words = columns.get(f"{code}-text")
        return int(np.count_nonzero(self._kept(words.answered))) if words else 0

    def _counts(self, column: AnswerColumn) -> tuple[int, int, float, dict[Any, float]]:
        """How many were shown this, how many said something, their weight, and how often what was said."""
        values = self._kept(column.values)
        if column.is_coded:
            return self._coded(column, values)
        answered = self._kept(column.answered)
        shown = int(np.count_nonzero(self._kept(column.shown)))
        said, inverse = np.unique(values[answered], return_inverse=True)
        weights = None if self._weights is None else self._weights[answered]
        numbers = np.bincount(inverse, weights, minlength=len(said)).tolist()
        found = dict(zip(self._named(column, said), numbers, strict=True))
        return shown, int(np.count_nonzero(answered)), sum(numbers), found

    def _coded(self, column: AnswerColumn, values: Any) -> tuple[int, int, float, dict[Any, float]]:
        length = len(column.codes) + FIRST
        people = np.bincount(values, minlength=length)
        weighted = people
        if self._weights is not None:
            weighted = np.bincount(values, self._weights, minlength=length)
        found = dict(zip(column.codes, weighted[FIRST:].tolist(), strict=True))
        answered = int(people[FIRST:].sum())
        return answered + int(people[1]), answered, sum(found.values()), found

    @staticmethod
    def _named(column: AnswerColumn, said: Any) -> list[Any]:
        """Numbers as they are; days as people write them in answers."""
        if column.is_number:
            return list(said.tolist())
        return [_iso(ordinal) for ordinal in said.tolist()]

    def _add_choices(self, tally: Tally, columns: Mapping[str, AnswerColumn], asked: Asked) -> None:
        for option in asked.options:
            if column := columns.get(f"{tally.question.code}.{option}"):
                tally.given[option] = self._counts(column)[3]["1"]

    def _add_rows(self, tally: Tally, columns: Mapping[str, AnswerColumn], asked: Asked) -> None:
        for row in asked.rows:
            name = f"{tally.question.code}.{row}"
            if name not in columns:
                continue
            _shown, tally.answered_rows[row], tally.bases[row], given = self._counts(columns[name])
            if asked.question.type == Type.MATRIX_MULTIPLE:
                options = {o: columns.get(f"{name}.{o}") for o in asked.options}
                given = {o: self._counts(each)[3]["1"] for o, each in options.items() if each}
            tally.rows[row] = given

    def _add_places(self, tally: Tally, columns: Mapping[str, AnswerColumn], asked: Asked) -> None:
        """A ranking counts like a matrix: for each option how often it got which place."""
        for option in asked.options:
            if column := columns.get(f"{tally.question.code}.{option}"):
                placed = AnswerColumn(
                    np.where(column.values > FIRST, column.values, 1), column.codes
                )
                _shown, people, base, given = self._counts(placed)
                tally.answered_rows[option], tally.bases[option] = people, base
                places = {int(place): times for place, times in given.items() if place and times}
                tally.rows[option] = places


def _iso(ordinal: int) -> str:
    return str(np.datetime64(ordinal - EPOCH, "D"))


# The proleptic ordinal of 1970-01-01, from which numpy counts days.
EPOCH = 719163
