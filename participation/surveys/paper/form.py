"""A questionnaire on paper: numbers that everybody shares, the way in words, room to write.

On paper nothing can be hidden, so every question is printed and numbered in the order of the
document. Calculated values ask nothing and are left out.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import cached_property
from itertools import groupby
from math import ceil

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.surveys.document.conditions import Condition
from participation.surveys.document.piping import piped
from participation.surveys.document.questionnaire import (
    Option,
    QPage,
    QQuestion,
    Questionnaire,
    Row,
    Type,
)
from participation.surveys.kinds import Ranking, kind_of
from participation.surveys.models import Survey
from participation.surveys.paper.keys import keys_of
from participation.surveys.paper.routing import Routing, size_words
from participation.surveys.texts import say

# Letters travel, and piles wait: so long after the closing paper forms may still be typed in.
LATE = timedelta(weeks=4)
# More columns than these do not fit on a sheet with their words; numbers stand for them.
MOST_COLUMNS = 7
# A table with more rows than these may be torn apart.
MOST_ROWS = 10
CHARACTERS_ON_A_LINE = 70
# Digits of the official key of a municipality; what the office adds has a shorter code.
OFFICIAL_KEY = 8


def last_paper_day(survey: Survey) -> date:
    """Until when paper forms may be typed in: four weeks after closing, never after erasing."""
    late = timezone.localdate(survey.closes_at) + LATE
    return min(late, survey.answers_until) if survey.answers_until else late


def takes_paper(survey: Survey, on: date) -> bool:
    """Whether paper forms may be typed in and taken over."""
    is_published = survey.state != Survey.State.DRAFT
    return is_published and survey.erased_on is None and on <= last_paper_day(survey)


def may_download(survey: Survey, at: datetime) -> bool:
    """Whether everybody gets the form: where codes or accounts count, the office hands it out."""
    phases = (Survey.Phase.OPEN, Survey.Phase.PLANNED)
    return survey.mode == Survey.Mode.OPEN and survey.phase(at) in phases


def numbers_of(questionnaire: Questionnaire) -> Mapping[str, int]:
    """The number of each question that asks for something, counted through the whole document."""
    asked = (each.code for each in questionnaire.questions if kind_of(each).is_asked)
    return {code: number for number, code in enumerate(asked, 1)}


@dataclass(frozen=True)
class Line:
    """An option or a row as it is printed."""

    key: str
    label: str
    note: str = ""
    with_text: bool = False


@dataclass(frozen=True)
class PaperQuestion:
    """A question as it is printed."""

    question: QQuestion
    routing: Routing
    # When it is to be answered, and where to go on otherwise.
    note: str = ""

    @property
    def number(self) -> int | None:
        return self.routing.numbers.get(self.question.code)

    @property
    def text(self) -> str:
        return self._said(self.question.text)

    @property
    def help(self) -> str:
        return self._said(self.question.help)

    def _said(self, texts: Mapping[str, str]) -> str:
        """Where the screen quotes an earlier answer, paper can only point to it."""
        numbers = self.routing.numbers
        words = {code: _("(Ihre Antwort auf Frage %d)") % numbers[code] for code in numbers}
        return piped(say(texts, self.routing.language), words)

    @property
    def template(self) -> str:
        return f"surveys/paper/questions/{LAYOUTS[self.question.type]}.html"

    @cached_property
    def options(self) -> list[Line]:
        pairs = zip(self.question.options, keys_of(self.question), strict=True)
        return [self._line(option, key, with_text=option.with_text) for option, key in pairs]

    @property
    def own_options(self) -> list[Line]:
        """Of a list of municipalities: what stands below the names, like "außerhalb"."""
        return [
            each
            for each in self.options
            if not each.key.isdecimal() or len(each.key) < OFFICIAL_KEY
        ]

    @cached_property
    def rows(self) -> list[Line]:
        return [self._line(row, "") for row in self.question.rows]

    def _line(self, part: Option | Row, key: str, *, with_text: bool = False) -> Line:
        note = self._only_when(part.condition) if part.condition else ""
        return Line(key, say(part.label, self.routing.language), note, with_text)

    def _only_when(self, condition: Condition) -> str:
        return _("nur, %s") % self.routing.when(condition)

    # -- how it is laid out ------------------------------------------------------------------------
    @property
    def is_single(self) -> bool:
        """One cross, so the boxes are round."""
        return self.question.type not in (Type.MULTIPLE, Type.MATRIX_MULTIPLE, Type.CONSENT)

    @property
    def in_columns(self) -> bool:
        """Many short options stand in two columns."""
        short = all(len(each.label) <= 34 and not each.note for each in self.options)
        return len(self.options) > 8 and short

    @property
    def is_long(self) -> bool:
        """A table that may go on on the next sheet, under the same head."""
        return len(self.rows) > MOST_ROWS

    @property
    def has_numbered_columns(self) -> bool:
        return len(self.options) > MOST_COLUMNS

    @property
    def lines(self) -> range:
        """How many lines there are to write on."""
        most = 3 if self.question.type == Type.SHORT_TEXT else 12
        least = 1 if self.question.type == Type.SHORT_TEXT else 4
        # Few people write as much as they may: there is room for a third of it.
        wanted = ceil(self.question.longest / 3 / CHARACTERS_ON_A_LINE)
        return range(max(least, min(most, wanted)))

    @property
    def digits(self) -> range:
        """Boxes for the digits before the comma."""
        most = self.question.limits.max
        return range(len(str(int(most))) if most is not None else 6)

    @property
    def decimals(self) -> range:
        return range(self.question.limits.decimals)

    @property
    def unit(self) -> str:
        return say(self.question.limits.unit, self.routing.language)

    @property
    def instruction(self) -> str:
        """What to do with the pen; the help of the question goes before it."""
        return "" if self.help and self.question.type in TICKED else self._instruction

    @property
    def _instruction(self) -> str:
        match self.question.type:
            case Type.MULTIPLE:
                return _how_many(self.question)
            case Type.MATRIX:
                return _("Bitte in jeder Zeile ein Kästchen ankreuzen.")
            case Type.MATRIX_MULTIPLE:
                return _("In jeder Zeile dürfen Sie mehrere Kästchen ankreuzen.")
            case Type.MATRIX_NUMBER | Type.NUMBER | Type.SLIDER:
                return _bounds(self.question)
            case Type.RANKING:
                places = Ranking.places(self.question)
                text = _("Bitte Zahlen in die Kästchen schreiben: 1 für den ersten Platz, bis %d.")
                return text % places
            case Type.DATE:
                return _("Tag, Monat und Jahr in Ziffern.")
            case Type.MUNICIPALITY:
                return _("Bitte den Namen in Druckbuchstaben schreiben.")
            case Type.SINGLE | Type.DROPDOWN | Type.YES_NO | Type.SCALE:
                return _("Bitte ein Kästchen ankreuzen.")
        return ""


TICKED = (Type.SINGLE, Type.DROPDOWN, Type.YES_NO, Type.SCALE, Type.MULTIPLE)
# The templates in templates/surveys/paper/questions/.
LAYOUTS: Mapping[Type, str] = {
    Type.SINGLE: "choices",
    Type.DROPDOWN: "choices",
    Type.YES_NO: "choices",
    Type.MULTIPLE: "choices",
    Type.SCALE: "scale",
    Type.RANKING: "ranking",
    Type.MATRIX: "matrix",
    Type.MATRIX_MULTIPLE: "matrix",
    Type.MATRIX_NUMBER: "numbers",
    Type.NUMBER: "number",
    Type.SLIDER: "number",
    Type.DATE: "date",
    Type.SHORT_TEXT: "text",
    Type.LONG_TEXT: "text",
    Type.MUNICIPALITY: "place",
    Type.CONSENT: "consent",
    Type.DISPLAY: "display",
}


def _how_many(question: QQuestion) -> str:
    least, most = question.limits.min, question.limits.max
    if least and most and least == most:
        return _("Bitte genau %d Kästchen ankreuzen.") % most
    if most:
        return _("Bitte höchstens %d Kästchen ankreuzen.") % most
    if least and least > 1:
        return _("Bitte mindestens %d Kästchen ankreuzen.") % least
    return _("Sie können mehrere Kästchen ankreuzen.")


def _bounds(question: QQuestion) -> str:
    low, high = question.limits.min, question.limits.max
    if low is not None and high is not None:
        return _("Bitte eine Zahl von %(low)s bis %(high)s eintragen.") % {
            "low": size_words(low),
            "high": size_words(high),
        }
    return _("Bitte eine Zahl eintragen.")


@dataclass(frozen=True)
class PaperPage:
    """What is one page on the screen is one section on paper."""

    title: str
    note: str
    questions: list[PaperQuestion]


def paper_pages(questionnaire: Questionnaire, language: str) -> list[PaperPage]:
    """The whole questionnaire as it is printed; fixed words in the language that is active."""
    routing = Routing(questionnaire, numbers_of(questionnaire), language)
    return [_page(page, routing) for page in questionnaire.pages]


def _page(page: QPage, routing: Routing) -> PaperPage:
    note = ""
    if page.condition:
        words = {"when": routing.when(page.condition), "then": _then(page.questions, routing)}
        note = _("Diesen Abschnitt nur ausfüllen, %(when)s. %(then)s") % words
    return PaperPage(say(page.title, routing.language), note, list(_questions(page, routing)))


def _questions(page: QPage, routing: Routing) -> Iterator[PaperQuestion]:
    printed = [each for each in page.questions if each.type != Type.CALCULATED]
    for condition, neighbours in groupby(printed, key=lambda each: each.condition):
        group = tuple(neighbours)
        for place, question in enumerate(group):
            says_when = condition is not None and place == 0
            note = _note(condition, group, routing) if condition and says_when else ""
            yield PaperQuestion(question, routing, note)


def _note(condition: Condition, group: tuple[QQuestion, ...], routing: Routing) -> str:
    """Said once for neighbours that are asked under the same condition."""
    numbers = [routing.numbers[each.code] for each in group if each.code in routing.numbers]
    words = {"when": routing.when(condition), "then": _then(group, routing)}
    if not numbers:
        return _("Dieser Hinweis gilt nur, %(when)s.") % words
    if len(numbers) == 1:
        return _("Bitte beantworten Sie diese Frage nur, %(when)s. %(then)s") % words
    words |= {"first": str(numbers[0]), "last": str(numbers[-1])}
    text = _("Bitte beantworten Sie die Fragen %(first)s bis %(last)s nur, %(when)s. %(then)s")
    return text % words


def _then(skipped: tuple[QQuestion, ...], routing: Routing) -> str:
    """Where to go on without these questions."""
    numbers = [routing.numbers[each.code] for each in skipped if each.code in routing.numbers]
    following = max(numbers, default=0) + 1
    if not numbers:
        return ""
    if following > len(routing.numbers):
        return _("Sonst ist der Fragebogen für Sie hier zu Ende.")
    return _("Sonst geht es weiter mit Frage %d.") % following
