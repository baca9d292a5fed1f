"""What one column of a file says: a part of a question, or something about the response."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from participation.surveys.columns import BY_OPTION, BY_ROW, Holds
from participation.surveys.document.questionnaire import Option, QQuestion, Row, Type
from participation.surveys.kinds import kind_of


@dataclass(frozen=True)
class Part:
    """A question, a row or option of it, the words beside it, or one place of a ranking.

    ``name`` is that of the column in our own tables (columns.py). LimeSurvey writes a ranking the
    other way round: a column for each place, in which the option stands; ``place`` counts these.
    """

    question: QQuestion
    holds: Holds = Holds.ANSWER
    row: Row | None = None
    option: Option | None = None
    place: int = 0

    @property
    def name(self) -> str:
        if self.place:
            return f"{self.question.code}[{self.place}]"
        parts = [part.code for part in (self.question, self.row, self.option) if part]
        return ".".join(parts) + {Holds.WORDS: "-text", Holds.ORDER: "-reihenfolge"}.get(
            self.holds, ""
        )

    @property
    def lines(self) -> tuple[Row | Option, ...]:
        """The row and the option it is about."""
        return tuple(each for each in (self.row, self.option) if each)


def parts_of(question: QQuestion) -> Iterator[Part]:
    """Everything a table can say about a question; nothing for a text to read."""
    if not kind_of(question).keys(question):
        return
    yield from _answers_of(question)
    if question.has_other:
        yield Part(question, Holds.WORDS)
    if question.is_shuffled:
        yield Part(question, Holds.ORDER)


def _answers_of(question: QQuestion) -> Iterator[Part]:
    kind = question.type
    if kind in BY_OPTION:
        holds = Holds.PLACE if kind == Type.RANKING else Holds.CHOSEN
        yield from (Part(question, holds, option=option) for option in question.options)
    elif kind in BY_ROW:
        yield from (Part(question, row=row) for row in question.rows)
    elif kind == Type.MATRIX_MULTIPLE:
        for row in question.rows:
            yield from (Part(question, Holds.CHOSEN, row, option) for option in question.options)
    else:
        yield Part(question)
    if kind == Type.RANKING:
        # A table has them all, also where fewer may be given.
        yield from (Part(question, place=place) for place, _o in enumerate(question.options, 1))


class About(StrEnum):
    """What a column says about the response as a whole."""

    NUMBER = "number"
    SUBMITTED = "submitted"
    LAST_PAGE = "last_page"
    LANGUAGE = "language"
    VERSION = "version"
    ORIGIN = "origin"
    SUSPICIONS = "suspicions"
    # Addresses, moments, codes: never read at all.
    TRACE = "trace"
