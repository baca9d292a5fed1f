"""What the cells of one line say about one question, before anybody asks whether it was shown."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.surveys.columns import Holds
from participation.surveys.document.questionnaire import LONGEST_TEXT, QQuestion, Type
from participation.surveys.document.way import LONGEST_OTHER
from participation.surveys.interchange.responses.cells import NOT_CHOSEN, REMEMBERED, NoAnswer, Read
from participation.surveys.interchange.responses.parts import Part
from participation.surveys.kinds import kind_of
from participation.surveys.kinds.matrices import Matrix
from participation.surveys.kinds.values import check_text

# Heading of the column, reason, text of the cell.
Doubt = Callable[[str, str, str], None]


@dataclass(frozen=True)
class Cell:
    """A column of the file that belongs to the question."""

    place: int
    heading: str
    part: Part
    read: Read
    # The codes of its row and option, asked for in every line.
    row: str = ""
    option: str = ""

    @classmethod
    def of(cls, part: Part, place: int, heading: str, read: Read) -> "Cell":
        row, option = part.row, part.option
        return cls(
            place, heading, part, read, row.code if row else "", option.code if option else ""
        )


# Cells with what stands in them, without those that the file calls not shown.
Given = list[tuple[Cell, str]]


@dataclass
class Said:
    """What one line says: an answer, words beside it; or that the question was not shown."""

    answer: Any = None
    words: str | None = None
    is_hidden: bool = False


NOT_SHOWN = Said(is_hidden=True)


class Question:
    """Reads one question out of lines. Its subclasses know the shapes of answers."""

    def __init__(self, question: QQuestion, cells: Sequence[Cell], hidden: frozenset[str]) -> None:
        self.question, self.hidden = question, hidden
        self.words = next((cell for cell in cells if cell.part.holds == Holds.WORDS), None)
        self.cells = [cell for cell in cells if cell.part.holds not in (Holds.WORDS, Holds.ORDER)]
        self.others = [option.code for option in question.options if option.with_text]
        self._places = [cell.place for cell in self.cells]
        # Answers that were judged before; the same ones come again and again.
        self._fine: set[tuple[str, ...]] = set()

    def take(self, line: Sequence[str], doubt: Doubt) -> Said:
        """Read the cells; what is no answer is noted and left out."""
        texts = [line[place].strip() for place in self._places]
        given = list(zip(self.cells, texts, strict=True))
        if not self.hidden.isdisjoint(texts):
            given = [(cell, text) for cell, text in given if text not in self.hidden]
            if not given:
                return NOT_SHOWN
        said = self._take(given, doubt)
        if self.words and (text := line[self.words.place].strip()) and text not in self.hidden:
            self._add_words(said, self._read(self.words, text, doubt), doubt)
        return said

    def _take(self, given: Given, doubt: Doubt) -> Said:
        """The answer in the cells that the file does not call not shown."""
        raise NotImplementedError

    def _read(self, cell: Cell, text: str, doubt: Doubt) -> Any:
        if not text:
            return None
        try:
            return cell.read(text)
        except NoAnswer as refusal:
            doubt(cell.heading, str(refusal), text)
            return None

    # -- words beside "Anderes" ----------------------------------------------------------------
    def _add_words(self, said: Said, words: str | None, doubt: Doubt) -> None:
        """Words stand beside the option that asks for them, also where only they were written."""
        if words is None or self.words is None:
            return
        chosen = said.answer if isinstance(said.answer, list) else [said.answer]
        is_chosen = any(code in chosen for code in self.others)
        if not is_chosen and (len(self.others) != 1 or not self._choose(said, self.others[0])):
            doubt(self.words.heading, _("Worte zu einer Antwort, die nicht gewählt ist."), words)
        else:
            said.words = words

    def _choose(self, said: Said, code: str) -> bool:
        if said.answer is None:
            said.answer = code
        return bool(said.answer == code)

    # -- what was shown ------------------------------------------------------------------------
    def judged(self, shown: QQuestion, said: Said, line: Sequence[str], doubt: Doubt) -> Any:
        """The answer, if a person could have given it to what they were shown."""
        if said.answer is None:
            return None
        key = tuple(said.answer)
        if key in self._fine and shown is self.question:
            return said.answer
        try:
            kind_of(shown).check(shown, said.answer)
        except ValidationError as refusal:
            doubt(self.question.code, refusal.messages[0], _text(self.cells, line))
            return None
        if shown is self.question and len(self._fine) < REMEMBERED:
            self._fine.add(key)
        return said.answer

    def said_although_hidden(self, line: Sequence[str]) -> Iterator[tuple[str, str]]:
        """Cells with an answer where nothing should stand: heading and text."""
        for cell in self.cells:
            text = line[cell.place].strip()
            is_mark = cell.part.holds == Holds.CHOSEN and text.casefold() in NOT_CHOSEN
            if text and text not in self.hidden and not is_mark:
                yield cell.heading, text


def _joined(given: Given) -> str:
    return ", ".join(text for _cell, text in given if text)


def _text(cells: Sequence[Cell], line: Sequence[str]) -> str:
    return ", ".join(text for cell in cells if (text := line[cell.place].strip()))


class One(Question):
    """One cell: a code, a number, a day, words."""

    def _take(self, given: Given, doubt: Doubt) -> Said:
        ((cell, text),) = given
        return Said(self._read(cell, text, doubt))

    def judged(self, shown: QQuestion, said: Said, line: Sequence[str], doubt: Doubt) -> Any:
        # What everybody is shown alike was judged when the cell was read.
        return said.answer if self.question.is_fixed else super().judged(shown, said, line, doubt)


class Some(Question):
    """A cell for each option, with a mark in it."""

    def _take(self, given: Given, doubt: Doubt) -> Said:
        said = Said()
        chosen = {
            cell.option for cell, text in given if text and self._is_chosen(cell, text, said, doubt)
        }
        said.answer = self._in_order(chosen)
        return said

    def _is_chosen(self, cell: Cell, text: str, said: Said, doubt: Doubt) -> bool:
        """Whether there is a mark; where words stand in the column of an option, they are one."""
        if self.words is None and cell.option in self.others:
            try:
                return bool(cell.read(text))
            except NoAnswer:
                said.words = text[:LONGEST_OTHER]
                return True
        return bool(self._read(cell, text, doubt))

    def _in_order(self, chosen: set[str]) -> list[str] | None:
        if not chosen:
            return None
        return [each.code for each in self.question.options if each.code in chosen] or None

    def _choose(self, said: Said, code: str) -> bool:
        said.answer = self._in_order({*(said.answer or ()), code})
        return True


class Ranked(Question):
    """A cell for each option with its place, or a cell for each place with its option."""

    def _take(self, given: Given, doubt: Doubt) -> Said:
        ranked: dict[int, str] = {}
        for cell, text in given:
            read = self._read(cell, text, doubt)
            if read is None:
                continue
            place, code = (cell.part.place, read) if cell.part.place else (read, cell.option)
            if place in ranked or code in ranked.values():
                doubt(self.question.code, _("Ein Platz ist zweimal vergeben."), _joined(given))
                return Said()
            ranked[place] = code
        if sorted(ranked) != list(range(1, len(ranked) + 1)):
            doubt(self.question.code, _("Zwischen den Plätzen ist eine Lücke."), _joined(given))
            return Said()
        return Said([ranked[place] for place in sorted(ranked)] or None)


class Rows(Question):
    """A cell for each row: a code or a number. The answer has the rows that the person saw."""

    # Codes and numbers were judged when they were read; several choices only together.
    judges_whole_rows = False

    def _take(self, given: Given, doubt: Doubt) -> Said:
        return Said({cell.row: self._read(cell, text, doubt) for cell, text in given})

    def judged(self, shown: QQuestion, said: Said, line: Sequence[str], doubt: Doubt) -> Any:
        """Row by row: what is no answer in one of them does not take the others along."""
        if self.question.is_fixed and not self.judges_whole_rows:
            answers = said.answer
            return answers if any(given is not None for given in answers.values()) else None
        offered = {row.code for row in shown.rows}
        answer = {
            row: self._judged_row(shown, row, given, line, doubt)
            for row, given in said.answer.items()
            if row in offered
        }
        return answer if any(given is not None for given in answer.values()) else None

    def _judged_row(
        self, shown: QQuestion, row: str, given: Any, line: Sequence[str], doubt: Doubt
    ) -> Any:
        kind = kind_of(shown)
        if given is None or not isinstance(kind, Matrix):
            return None
        try:
            kind.check_row(shown, given)
        except ValidationError as refusal:
            cells = [cell for cell in self.cells if cell.row == row]
            doubt(cells[0].heading, refusal.messages[0], _text(cells, line))
            return None
        return given


class RowsOfSome(Rows):
    """A cell for each row and option, with a mark in it."""

    judges_whole_rows = True

    def _take(self, given: Given, doubt: Doubt) -> Said:
        chosen: dict[str, set[str]] = {}
        for cell, text in given:
            row = chosen.setdefault(cell.row, set())
            if self._read(cell, text, doubt):
                row.add(cell.option)
        options = [option.code for option in self.question.options]
        answers = {row: [each for each in options if each in chosen[row]] for row in chosen}
        return Said({row: codes or None for row, codes in answers.items()})


SHAPES: Mapping[Type, type[Question]] = {
    Type.MULTIPLE: Some,
    Type.RANKING: Ranked,
    Type.MATRIX: Rows,
    Type.MATRIX_NUMBER: Rows,
    Type.MATRIX_MULTIPLE: RowsOfSome,
}


def reader_for(question: QQuestion, cells: Sequence[Cell], hidden: frozenset[str]) -> Question:
    """What reads this question out of lines."""
    return SHAPES.get(question.type, One)(question, cells, hidden)


def judging(read: Read, part: Part) -> Read:
    """The same reader, which also refuses what nobody could have answered.

    Other programs do not know our limits of texts, so words may be as long as any.
    """
    question, kind = part.question, kind_of(part.question)
    if part.holds == Holds.WORDS:
        return lambda text: _checked(read(text), check_text, LONGEST_OTHER)
    if part.holds != Holds.ANSWER or part.place or not question.is_fixed:
        return read
    if isinstance(kind, Matrix):
        return lambda text: _checked_for(kind.check_row, question, read(text))
    if question.is_text:
        limits = replace(question.limits, max_length=LONGEST_TEXT)
        question = replace(question, limits=limits)
    return lambda text: _checked_for(kind.check, question, read(text))


def _checked(answer: Any, check: Callable[[Any, int], None], longest: int) -> Any:
    try:
        check(answer, longest)
    except ValidationError as refusal:
        raise NoAnswer(refusal.messages[0]) from None
    return answer


def _checked_for(check: Callable[[QQuestion, Any], None], question: QQuestion, answer: Any) -> Any:
    try:
        check(question, answer)
    except ValidationError as refusal:
        raise NoAnswer(refusal.messages[0]) from None
    return answer
