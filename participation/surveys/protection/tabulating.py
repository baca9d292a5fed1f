"""From the figures of a survey to the system of everything that follows from publishing them."""

from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from participation.surveys.document.questionnaire import QQuestion, Type
from participation.surveys.protection.policy import POLICY, Policy
from participation.surveys.protection.system import (
    ANSWERED,
    EVERYBODY,
    Cell,
    System,
    cell,
)
from participation.surveys.protection.tables import Tables
from participation.surveys.results import QuestionResult, RowResult

# For each column the groups of people that are told apart in it: code → who (array[bool]).
Groups = Mapping[str, Any]


class Tabulating:
    """Puts question after question into a system.

    ``masks`` holds for each question who was asked it; it is missing when the single answers are gone.
    Then only questions that everybody was asked may come in, because nobody can tell any more who the
    others were.
    """

    def __init__(
        self, everybody: int, masks: Mapping[str, Any] | None = None, policy: Policy = POLICY
    ) -> None:
        self.tables = Tables(everybody, policy)
        self._masks = masks
        self._shown: dict[bytes, Cell] = {}

    @property
    def system(self) -> System:
        return self.tables.system

    def may_add(self, result: QuestionResult) -> bool:
        everybody = self.system.entries[EVERYBODY].count
        return self._masks is not None or result.shown == everybody

    def add(self, result: QuestionResult, question: QQuestion) -> None:
        """All cells of a question."""
        shown = self._shown_to(result.code, result.shown)
        match question.type:
            case Type.MULTIPLE:
                self._add_several(result, question, shown)
            case Type.RANKING:
                places = {row.code: _counts(row) for row in result.rows}
                self.tables.ranking(result.code, places, result.answered, shown=shown)
            case Type.MATRIX | Type.MATRIX_MULTIPLE | Type.MATRIX_NUMBER:
                self._add_matrix(result, question, shown)
            case Type.SHORT_TEXT | Type.LONG_TEXT:
                self.tables.answered_only(result.code, result.answered, shown=shown)
            case _:
                is_area = question.type == Type.MUNICIPALITY
                self.tables.one_way(result.code, _counts(result), shown=shown, is_area=is_area)

    def _add_several(self, result: QuestionResult, question: QQuestion, shown: Cell) -> None:
        most = question.limits.max
        self.tables.several(
            result.code,
            _counts(result),
            result.answered,
            shown=shown,
            exclusive=[option.code for option in question.options if option.exclusive],
            most=int(most) if most else None,
        )

    def _add_matrix(self, result: QuestionResult, question: QQuestion, shown: Cell) -> None:
        base = self.tables.question(result.code, result.answered, shown=shown)
        for row in result.rows:
            column = f"{result.code}.{row.code}"
            asked = self._shown_to(column, result.shown, shown)
            if question.type == Type.MATRIX:
                self.tables.row(column, _counts(row), question=base, shown=asked)
            elif question.type == Type.MATRIX_NUMBER:
                self.tables.row_of_numbers(column, row.answered, question=base, shown=asked)
            else:
                self.tables.row_of_several(
                    column, _counts(row), row.answered, question=base, shown=asked
                )

    def _shown_to(self, column: str, count: int, whole: Cell | None = None) -> Cell:
        """The cell of those who were asked: the same one wherever these are the same people."""
        if self._masks is None or column not in self._masks:
            return whole if whole is not None else self.tables.shown(column, count)
        mask = self._masks[column]
        key = np.packbits(mask).tobytes()
        if key not in self._shown:
            self._shown[key] = self.tables.shown(column, int(np.count_nonzero(mask)))
        return self._shown[key]

    # -- what was asked only of some -----------------------------------------------------------
    def link(self, groups: Mapping[str, Groups]) -> None:
        """Who was asked a question may be exactly those with certain answers to another one.

        Then both have the same number. The answers themselves tell: no group of answers is cut by the
        question's being shown.
        """
        for name, mask in self._partly_shown():
            for column, codes in groups.items():
                inside = _made_of(mask, codes)
                cells = [cell((column, code)) for code in inside or ()]
                if cells and name not in cells and all(c in self.system.entries for c in cells):
                    self.tables.same_people(name, cells)

    def _partly_shown(self) -> Iterable[tuple[Cell, Any]]:
        for name in self._shown.values():
            column = name.partition("=")[0]
            if name != EVERYBODY and self._masks is not None and column in self._masks:
                yield name, self._masks[column]


def _made_of(mask: Any, codes: Groups) -> list[str] | None:
    """The codes whose people together are exactly those of the mask; None if there are no such codes."""
    inside, covered = [], 0
    for code, who in codes.items():
        both = int(np.count_nonzero(mask & who))
        if both and both != int(np.count_nonzero(who)):
            return None
        if both:
            inside.append(code)
            covered += both
    return inside if covered == int(np.count_nonzero(mask)) else None


def _counts(of: QuestionResult | RowResult) -> dict[str, int]:
    return {count.code: int(count.count) for count in of.counts}


# -- the names of cells ------------------------------------------------------------------------
def base_cell(*codes: str) -> Cell:
    """Those who answered a question, or one of its rows or options."""
    return cell((".".join(codes), ANSWERED))


def answer_cell(kind: str, code: str, answer: str, row: str = "") -> Cell:
    """Those who gave an answer to a question, or in one of its rows."""
    column = f"{code}.{row}" if row else code
    if kind in (Type.MULTIPLE, Type.MATRIX_MULTIPLE):
        return cell((f"{column}.{answer}", "1"))
    return cell((column, answer))
