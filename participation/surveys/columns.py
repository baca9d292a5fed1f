"""A survey as a table: one row for each response, one column for each thing that can be answered.

    single, dropdown, yes_no, scale, municipality, consent   code of the option
    multiple                                                 one column per option: 0 or 1
    ranking                                                  one column per option: its place
    matrix                                                   one column per row: code of the step
    matrix_multiple                                          one column per row and option: 0 or 1
    matrix_number                                            one column per row: the number
    number, slider, calculated, date, short_text, long_text  the value itself

Beside them, ``code-text`` holds the words to "Anderes, nämlich", and ``code-reihenfolge`` the order in
which this person saw shuffled options or rows. An empty cell is a question that was left empty;
``NOT_SHOWN`` stands where it, its row or its option was not shown to the person at all.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any

from participation.surveys.document.asked import Asked
from participation.surveys.document.questionnaire import Option, QQuestion, Row, Type
from participation.surveys.kinds import kind_of, other_key

NOT_SHOWN = "nicht gezeigt"
BY_OPTION = (Type.MULTIPLE, Type.RANKING)
BY_ROW = (Type.MATRIX, Type.MATRIX_NUMBER)


class Holds(StrEnum):
    """What the cells of a column say."""

    ANSWER = "answer"
    CHOSEN = "chosen"
    PLACE = "place"
    WORDS = "words"
    ORDER = "order"


@dataclass(frozen=True)
class Column:
    """One column: of a question, of one of its rows or options, or of both."""

    asked: Asked
    holds: Holds
    row: Row | None = None
    option: Option | None = None

    @property
    def name(self) -> str:
        """Codes hold neither points nor hyphens, so no two columns have the same name."""
        parts = [part.code for part in (self.asked.question, self.row, self.option) if part]
        name = ".".join(parts)
        return name + {Holds.WORDS: "-text", Holds.ORDER: "-reihenfolge"}.get(self.holds, "")

    def cell(self, shown: QQuestion | None, answers: Mapping[str, Any], seed: str) -> object:
        """What one response says here; ``shown`` is the question as this person saw it."""
        if shown is None or shown.code not in answers or not self._was_offered(shown):
            return NOT_SHOWN
        match self.holds:
            case Holds.WORDS:
                return answers.get(other_key(shown))
            case Holds.ORDER:
                return order_of(shown, seed)
        return self._said(answers[shown.code])

    def _was_offered(self, shown: QQuestion) -> bool:
        if self.row and not any(row.code == self.row.code for row in shown.rows):
            return False
        return self.option is None or self.option.code in shown.by_code

    def _said(self, answer: Any) -> object:
        said = answer.get(self.row.code) if self.row and answer else answer
        if said is None or self.option is None:
            return _as_day(said) if self.asked.question.type == Type.DATE else said
        code = self.option.code
        if self.holds == Holds.PLACE:
            return said.index(code) + 1 if code in said else None
        return int(code in said)


def _as_day(said: str | None) -> date | None:
    return date.fromisoformat(said) if said else None


def order_of(shown: QQuestion, seed: str) -> str | None:
    """The codes of options or rows as one person saw them; on paper everybody sees the same."""
    if not (seed and shown.is_shuffled):
        return None
    arranged = shown.arranged(seed)
    return " ".join(each.code for each in (arranged.rows or arranged.options))


def columns_of(asked: Asked) -> Iterator[Column]:
    """The columns of one question, in the order of the questionnaire."""
    kind, options, rows = asked.question.type, asked.options.values(), asked.rows.values()
    if kind in BY_OPTION:
        holds = Holds.PLACE if kind == Type.RANKING else Holds.CHOSEN
        yield from (Column(asked, holds, option=option) for option in options)
    elif kind in BY_ROW:
        yield from (Column(asked, Holds.ANSWER, row=row) for row in rows)
    elif kind == Type.MATRIX_MULTIPLE:
        yield from (Column(asked, Holds.CHOSEN, row, option) for row in rows for option in options)
    else:
        yield Column(asked, Holds.ANSWER)
    if other_key(asked.question) in kind_of(asked.question).keys(asked.question):
        yield Column(asked, Holds.WORDS)
    if asked.question.is_shuffled:
        yield Column(asked, Holds.ORDER)
