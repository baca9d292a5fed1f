"""What is taken along: which responses of a survey, in which columns."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.translation import gettext as _

from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.columns import Column, Holds, columns_of
from participation.surveys.document.asked import Asked
from participation.surveys.exports.about import NAMES, WEIGHT
from participation.surveys.models import Survey
from participation.surveys.queries import coded_columns
from participation.surveys.queries.filters import Filter, mask_of
from participation.surveys.queries.table import response_table
from participation.surveys.queries.weights import UnknownWeight, weights_for
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
    chosen: Filter = field(default_factory=Filter)
    weights: Weights | None = None

    @cached_property
    def places(self) -> Any:
        """Where the chosen responses stand in the table, in its order."""
        return np.flatnonzero(mask_of(self.table, self.chosen))

    @property
    def n(self) -> int:
        return len(self.places)

    @cached_property
    def coded(self) -> dict[str, AnswerColumn]:
        """What people wrote, sorted into codes: a column for each code, behind all answers."""
        return coded_columns(self.survey, self.table)

    @property
    def weight_name(self) -> str:
        """How the column of weights is called; a question may have taken the name."""
        taken = {each.name for each in self.taken}
        return WEIGHT if WEIGHT not in taken else f"{WEIGHT}-{WEIGHT}"

    @property
    def query(self) -> str:
        """What was chosen, as the words of an address."""
        weight = urlencode({"weight": self.weights.code}) if self.weights else ""
        return "&".join(filter(None, (self.chosen.to_query(), weight)))

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

    A question called like a column that is there already says its type: "tag-date". That happens with the
    columns before the answers, and where a later version asks something of another type under the same code.
    """
    names = set(NAMES)
    for each in asked:
        for column in columns_of(each):
            name = column.name
            if name in names:
                name = f"{name}-{each.question.type}"
            names.add(name)
            yield name, column


def select(survey: Survey, query: QueryDict | Mapping[str, Any] | None = None) -> Selection:
    """The responses that are there now, as the words of an address choose them.

    Raises ``ValidationError`` with a sentence for a filter or a weight that the survey does not know.
    """
    table, asked = response_table(survey), query or {}
    chosen, weight = Filter.from_query(asked, table), asked.get("weight", "")
    return Selection(survey, table, chosen, _weights(table, survey, weight) if weight else None)


def _weights(table: ResponseTable, survey: Survey, code: str) -> Weights:
    try:
        return weights_for(table, survey, code)
    except UnknownWeight:
        sentence = _("Die Gewichtung „%s“ gibt es in dieser Umfrage nicht.") % code[:60]
        raise ValidationError(sentence, code="unknown_weight") from None
