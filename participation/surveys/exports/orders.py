"""In which order a person saw shuffled options or rows: worked out from the id, stored nowhere."""

import random
from collections.abc import Callable, Mapping
from functools import cached_property
from typing import TYPE_CHECKING, Any

from participation.surveys.columns import order_of
from participation.surveys.document.asked import Key
from participation.surveys.document.questionnaire import QQuestion, questionnaire_of
from participation.surveys.exports.cells import Cells
from participation.surveys.exports.words import AnswersChanged, answers_of
from participation.surveys.models import Response
from participation.surveys.queries.asked import versions_of

if TYPE_CHECKING:
    from participation.surveys.exports.rows import Piece
    from participation.surveys.exports.selection import Selection, Taken


class Orders:
    """The orders of one selection, written a piece at a time."""

    def __init__(self, selection: "Selection", cells: Cells) -> None:
        self.selection, self.cells = selection, cells
        table = selection.table
        self.is_online = table.origin.values == table.origin.number_of(Response.Origin.ONLINE)

    @cached_property
    def questions(self) -> Mapping[tuple[Key, int], QQuestion]:
        """Each question as each version asked it."""
        return {
            ((question.code, question.type), version.number): question
            for version in versions_of(self.selection.survey)
            for question in questionnaire_of(version).questions
        }

    def write(self, taken: "Taken", piece: "Piece") -> list[Any]:
        asked = taken.column.asked
        key = (asked.question.code, asked.question.type)
        versions = [self.questions.get((key, number)) for number in range(max(asked.versions) + 1)]
        orders = [order_in(version) for version in versions]
        answers = self._looked_at(versions, piece)
        return [
            self.cells.not_shown
            if not is_shown
            else self._cell(orders[version](digits, answers))
            if is_online and version < len(orders)
            else self.cells.empty
            for digits, version, is_shown, is_online in self._known(taken, piece)
        ]

    def _known(self, taken: "Taken", piece: "Piece") -> Any:
        places, table = piece.places, self.selection.table
        versions = (table.version.values[places] - 1).tolist()
        shown, online = taken.answers.shown[places].tolist(), self.is_online[places].tolist()
        return zip(piece.ids, versions, shown, online, strict=True)

    def _looked_at(self, versions: list[QQuestion | None], piece: "Piece") -> Mapping[str, Any]:
        """Answers, if what was shown of the question depends on them."""
        if all(version is None or version.is_fixed for version in versions):
            return {}
        return answers_of(piece.ids)

    def _cell(self, order: str | None) -> object:
        return self.cells.empty if order is None else self.cells.text(order)


Order = Callable[[str, Mapping[str, Any]], str | None]


def order_in(question: QQuestion | None) -> Order:
    """From an id, and the answers of all, to the order in which that person saw a question."""
    if question is None or not question.is_shuffled:
        return lambda _digits, _answers: None
    if not question.is_fixed:
        return lambda digits, answers: _narrowed(question, digits, answers)
    return _drawn(question)


def _narrowed(question: QQuestion, digits: str, answers: Mapping[str, Any]) -> str | None:
    if digits not in answers:
        raise AnswersChanged
    return order_of(question.narrowed(answers[digits]), digits)


def _drawn(question: QQuestion) -> Order:
    """As ``QQuestion.arranged``, over codes alone: a county has 214,700 orders to draw."""
    lines = question.rows or [each for each in question.options if not each.is_anchored]
    last = () if question.rows else [each for each in question.options if each.is_anchored]
    free, rest, suffix = [each.code for each in lines], [each.code for each in last], question.code

    def order(digits: str, _answers: Mapping[str, Any]) -> str:
        dice = random.Random(f"{digits}:{suffix}")  # noqa: S311 - an order, no secret
        return " ".join(dice.sample(free, len(free)) + rest)

    return order
