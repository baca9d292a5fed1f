"""The questionnaire as a typed document: compiled once, then only read (docs/survey-schema.md)."""

import random
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, fields, replace
from functools import cached_property
from typing import Any

from participation.surveys.document.conditions import Answers, Condition, holds, parse
from participation.surveys.models import Pretest, Question, SurveyVersion
from participation.surveys.texts import Texts
from smartregion.core.shelf import Shelf

FORMAT = 2
Type = Question.Type
DEFAULT_LENGTH = {Type.SHORT_TEXT: 200, Type.LONG_TEXT: 2000}
LONGEST_TEXT = 5000


@dataclass(frozen=True)
class Option:
    """An answer to choose.

    ``value`` counts in means; None stands outside the scale. ``exclusive`` closes out all others,
    ``with_text`` asks for words ("Anderes, nämlich"). Both kinds stay last in a random order.
    """

    code: str
    label: Texts
    value: float | None = None
    exclusive: bool = False
    with_text: bool = False
    condition: Condition | None = None

    @property
    def is_anchored(self) -> bool:
        return self.exclusive or self.with_text or (self.value is None and self.code in LAST_CODES)


# By convention of the compiler these stand outside of what is asked: "don't know", "no answer".
LAST_CODES = frozenset({"unsure", "none", "na"})


@dataclass(frozen=True)
class Row:
    """A line of a matrix."""

    code: str
    label: Texts
    condition: Condition | None = None


@dataclass(frozen=True)
class Limits:
    """Bounds of a number, of a date (ISO), of how many answers may be chosen, or of a text."""

    min: float | None = None
    max: float | None = None
    step: float | None = None
    decimals: int = 0
    earliest: str = ""
    latest: str = ""
    max_length: int | None = None
    unit: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class QQuestion:
    """A question as it was published; the draft's own row is ``models.Question``."""

    code: str
    type: Type
    text: Texts
    help: Texts
    is_required: bool
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    limits: Limits = Limits()
    condition: Condition | None = None
    # Options (of a matrix: rows) come in another order for each person.
    is_shuffled: bool = False
    # Of a calculated value: the questions whose numbers are added up or averaged.
    formula: Mapping[str, Any] = field(default_factory=dict)

    @property
    def longest(self) -> int:
        """How many characters a text may have."""
        return min(self.limits.max_length or DEFAULT_LENGTH.get(self.type, 200), LONGEST_TEXT)

    @property
    def is_text(self) -> bool:
        return self.type in DEFAULT_LENGTH

    @cached_property
    def by_code(self) -> Mapping[str, Option]:
        return {option.code: option for option in self.options}

    def option(self, code: object) -> Option | None:
        return self.by_code.get(code) if isinstance(code, str) else None

    @cached_property
    def has_other(self) -> bool:
        """Whether an option asks for words beside it."""
        return any(option.with_text for option in self.options)

    @cached_property
    def looks_at(self) -> frozenset[str]:
        """The questions whose answers decide what is shown of this one."""
        options = [option.condition for option in self.options]
        rows = [row.condition for row in self.rows]
        found = [condition for condition in (self.condition, *options, *rows) if condition]
        return frozenset(each.question for part in found for each in part.comparisons())

    @cached_property
    def is_fixed(self) -> bool:
        """Whether everybody who sees the question sees the same of it."""
        options, rows = self.options, self.rows
        return not any(each.condition for each in options) and not any(r.condition for r in rows)

    def narrowed(self, answers: Answers) -> "QQuestion":
        """The question with the options and rows that are shown after these answers."""
        if self.is_fixed:
            return self
        return replace(
            self,
            options=tuple(each for each in self.options if holds(each.condition, answers)),
            rows=tuple(each for each in self.rows if holds(each.condition, answers)),
        )

    def reworded(self, change: Callable[[str], str]) -> "QQuestion":
        """The question with its texts changed, in all languages."""
        text = {language: change(words) for language, words in self.text.items()}
        help_ = {language: change(words) for language, words in self.help.items()}
        return replace(self, text=text, help=help_)

    def arranged(self, seed: str) -> "QQuestion":
        """The question in the order of one person; the same seed always gives the same order."""
        if not self.is_shuffled:
            return self
        dice = random.Random(f"{seed}:{self.code}")  # noqa: S311 - an order, no secret
        if self.rows:
            return replace(self, rows=tuple(dice.sample(self.rows, len(self.rows))))
        free = [option for option in self.options if not option.is_anchored]
        last = [option for option in self.options if option.is_anchored]
        return replace(self, options=(*dice.sample(free, len(free)), *last))


@dataclass(frozen=True)
class QPage:
    """A page as it was published; the draft's own row is ``models.Page``."""

    title: Texts
    questions: tuple[QQuestion, ...]
    condition: Condition | None = None

    @cached_property
    def unfolds(self) -> bool:
        """Whether an answer on this page decides what else is shown on it."""
        codes = {question.code for question in self.questions}
        return any(question.looks_at & codes for question in self.questions)


@dataclass(frozen=True)
class QQuota:
    """A group of people of whom so many answers are enough (document/quotas.py)."""

    code: str
    title: str
    condition: Condition
    limit: int
    # What a person of the group reads who comes after that.
    text: Texts


@dataclass(frozen=True)
class Questionnaire:
    """Everything a person sees while answering, in all its languages."""

    slug: str
    title: Texts
    intro: Texts
    privacy: Texts
    closing: Texts
    languages: tuple[str, ...]
    minutes: int
    pages: tuple[QPage, ...]
    quotas: tuple[QQuota, ...] = ()

    @property
    def questions(self) -> Iterator[QQuestion]:
        return (question for page in self.pages for question in page.questions)

    @cached_property
    def by_code(self) -> Mapping[str, QQuestion]:
        return {question.code: question for question in self.questions}

    @cached_property
    def page_of(self) -> Mapping[str, int]:
        """On which page each question stands, counted from 0."""
        pages = enumerate(self.pages)
        return {question.code: place for place, page in pages for question in page.questions}

    @cached_property
    def voluntary(self) -> "Questionnaire":
        """The same questions, none of them required: on paper nobody can be asked again."""
        pages = (
            replace(page, questions=tuple(replace(q, is_required=False) for q in page.questions))
            for page in self.pages
        )
        return replace(self, pages=tuple(pages))

    def language_for(self, wanted: str | None) -> str:
        return wanted if wanted in self.languages else self.languages[0]


# -- writing -------------------------------------------------------------------------------------
def to_json(questionnaire: Questionnaire) -> dict[str, Any]:
    """The document as plain JSON values; what is at its default is left out below the pages."""
    document = {each.name: getattr(questionnaire, each.name) for each in fields(questionnaire)}
    pages = [_page_json(page) for page in questionnaire.pages]
    written = {**document, "languages": list(questionnaire.languages), "pages": pages}
    if questionnaire.quotas:
        written["quotas"] = [_part_json(quota) for quota in questionnaire.quotas]
    else:
        del written["quotas"]
    return {"format": FORMAT, **written}


def _page_json(page: QPage) -> dict[str, Any]:
    condition = {"condition": page.condition.to_json()} if page.condition else {}
    questions = [_part_json(question) for question in page.questions]
    return {"title": page.title, **condition, "questions": questions}


def _part_json(part: QQuestion | Option | Row | Limits | QQuota) -> dict[str, Any]:
    """The fields that were set; a condition as its own document, parts in turn."""
    document: dict[str, Any] = {}
    for each in fields(part):
        value = getattr(part, each.name)
        # Zero is a value: of a step on a scale, or as the smallest number.
        if value is not None and value is not False and value not in ("", (), {}, Limits()):
            document[each.name] = _value_json(value)
    return document


def _value_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_part_json(each) for each in value]
    if isinstance(value, Limits):
        return _part_json(value)
    if isinstance(value, Condition):
        return value.to_json()
    return dict(value) if isinstance(value, Mapping) else value


# -- reading -------------------------------------------------------------------------------------
def from_json(document: Mapping[str, Any]) -> Questionnaire:
    """Read a published document; unknown formats are refused, never guessed.

    Format 1 wrote out every default and knew neither conditions nor random orders.
    """
    if document["format"] not in (1, FORMAT):
        raise ValueError(f"questionnaire format {document['format']} is unknown")
    rest = {key: value for key, value in document.items() if key != "format"}
    rest["languages"] = tuple(document["languages"])
    rest["pages"] = tuple(_page(page) for page in document["pages"])
    rest["quotas"] = tuple(_line(QQuota, quota) for quota in document.get("quotas", ()))
    return Questionnaire(**rest)


def _page(document: Mapping[str, Any]) -> QPage:
    questions = tuple(_question(each) for each in document["questions"])
    return QPage(document["title"], questions, _condition(document))


def _question(document: Mapping[str, Any]) -> QQuestion:
    parts = {
        "type": Type(document["type"]),
        "help": document.get("help", {}),
        "is_required": document.get("is_required", False),
        "options": tuple(_line(Option, each) for each in document.get("options", ())),
        "rows": tuple(_line(Row, each) for each in document.get("rows", ())),
        "limits": Limits(**document.get("limits", {})),
        "condition": _condition(document),
    }
    return QQuestion(**{**document, **parts})


def _line(kind: Any, document: Mapping[str, Any]) -> Any:
    return kind(**{**document, "condition": _condition(document)})


def _condition(document: Mapping[str, Any]) -> Condition | None:
    found = document.get("condition")
    return parse(found) if found else None


def questionnaire_of(version: SurveyVersion | Pretest) -> Questionnaire:
    """The document of a version. It never changes, so it is read once in each process."""
    return _DOCUMENTS.get(version.snapshot_id, lambda: from_json(version.schema))


# A county has a few surveys open at a time.
_DOCUMENTS: Shelf[Questionnaire] = Shelf(size=32)
