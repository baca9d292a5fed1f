"""One line of a table as the answers of one person, along their way through the questionnaire.

An empty cell may mean two things: the question was shown and left empty, or it was not shown at all.
The conditions of the questionnaire tell, with the other answers of the line; so does the last page
that a person saw who did not send the questionnaire.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from django.utils.translation import gettext as _

from participation.surveys import columns
from participation.surveys.columns import Holds
from participation.surveys.document.conditions import Condition, holds
from participation.surveys.document.questionnaire import QQuestion, Questionnaire, Type
from participation.surveys.document.way import as_shown
from participation.surveys.interchange.responses.cells import reader_of, remembering
from participation.surveys.interchange.responses.files import Record
from participation.surveys.interchange.responses.headings import Found
from participation.surveys.interchange.responses.parts import Part
from participation.surveys.interchange.responses.questions import (
    Cell,
    Doubt,
    Question,
    judging,
    reader_for,
)
from participation.surveys.interchange.responses.report import Report
from participation.surveys.kinds import Calculated, kind_of, other_key

# How LimeSurvey says that a question was not shown; our own tables have one word for it.
HIDDEN = frozenset({"N/A", "{question_not_shown}", columns.NOT_SHOWN})
HIDDEN_HERE = frozenset({columns.NOT_SHOWN})
# In front of what a spreadsheet would run as a formula, our own tables write an apostrophe.
GUARDED = tuple(f"'{sign}" for sign in ("=", "+", "-", "@"))
TEXTS = (Type.SHORT_TEXT, Type.LONG_TEXT)


@dataclass(frozen=True)
class Item:
    """A question on its page, with what reads it; None where the file has no column for it."""

    question: QQuestion
    reader: Question | None

    def shown(self, answers: Mapping[str, Any]) -> QQuestion | None:
        """The question as the person saw it; most are seen by everybody alike."""
        if not self.question.looks_at:
            return self.question
        return as_shown(self.question, answers)


class LineReader:
    """Reads the answers of one version out of lines of one file."""

    def __init__(
        self,
        questionnaire: Questionnaire,
        found: Sequence[Found],
        values: Mapping[str, Mapping[str, str]],
        report: Report,
        *,
        is_ours: bool,
    ) -> None:
        self.report = report
        self._values, self._is_ours = values, is_ours
        cells = self._cells(found)
        hidden = HIDDEN_HERE if is_ours else HIDDEN
        self._pages: list[tuple[Condition | None, list[Item]]] = [
            (
                page.condition,
                [
                    Item(question, _reader(question, cells.get(question.code, []), hidden))
                    for question in page.questions
                    if kind_of(question).keys(question)
                ],
            )
            for page in questionnaire.pages
        ]

    def _cells(self, found: Sequence[Found]) -> dict[str, list[Cell]]:
        cells: dict[str, list[Cell]] = {}
        for place, each in enumerate(found):
            if each.part:
                cell = Cell.of(each.part, place, each.heading, self._read(each.part))
                cells.setdefault(each.part.question.code, []).append(cell)
        return cells

    def _read(self, part: Part) -> Any:
        read = judging(reader_of(part, self._values), part)
        if part.holds != Holds.WORDS and part.question.type not in TEXTS:
            return remembering(read)
        return partial(_unguarded, read) if self._is_ours else read

    @property
    def silent(self) -> list[str]:
        """Questions of which the file says nothing."""
        return [
            item.question.code
            for _condition, items in self._pages
            for item in items
            if item.reader is None and item.question.type != Type.CALCULATED
        ]

    def answers(self, record: Record, last_page: int | None) -> dict[str, Any]:
        """What this person answered; a key for all that was shown.

        ``last_page`` is how many pages were seen by somebody who did not send; else None.
        """
        answers: dict[str, Any] = {}
        doubt = partial(_noted, self.report, record.line)
        for number, (condition, items) in enumerate(self._pages):
            is_shown = condition is None or holds(condition, answers)
            is_reached = last_page is None or number < last_page
            for item in items:
                shown = item.shown(answers) if is_shown else None
                if shown is None:
                    self._note_hidden(item, record, doubt)
                else:
                    self._take(item, shown, record, answers, doubt, is_reached=is_reached)
        return answers

    def _note_hidden(self, item: Item, record: Record, doubt: Doubt) -> None:
        """Not shown by the conditions, whatever the file says."""
        if item.reader is None:
            return
        self.report.not_shown["conditions"] += 1
        for heading, text in item.reader.said_although_hidden(record.cells):
            doubt(
                heading, _("Nach den Bedingungen der Umfrage wird diese Frage nicht gezeigt."), text
            )

    def _take(
        self,
        item: Item,
        shown: QQuestion,
        record: Record,
        answers: dict[str, Any],
        doubt: Doubt,
        *,
        is_reached: bool,
    ) -> None:
        """Add what is said to one question."""
        question, reader, kind = item.question, item.reader, kind_of(item.question)
        if isinstance(kind, Calculated):
            answers[question.code] = kind.value(question, answers)
            return
        if reader is None:
            return
        said = reader.take(record.cells, doubt)
        if said.is_hidden:
            self.report.not_shown["file"] += 1
            return
        answer = reader.judged(shown, said, record.cells, doubt)
        if answer is None and not is_reached:
            self.report.not_shown["last_page"] += 1
            return
        answers[question.code] = answer
        if question.has_other:
            answers[other_key(question)] = said.words if answer is not None else None


def _reader(question: QQuestion, cells: list[Cell], hidden: frozenset[str]) -> Question | None:
    says = [cell for cell in cells if cell.part.holds not in (Holds.ORDER, Holds.WORDS)]
    return reader_for(question, cells, hidden) if says else None


def _noted(report: Report, line: int, heading: str, reason: str, value: str) -> None:
    report.doubt(heading, reason, line, value)


def _unguarded(read: Any, text: str) -> Any:
    return read(text[1:] if text.startswith(GUARDED) else text)
