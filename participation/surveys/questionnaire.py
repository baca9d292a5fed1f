"""The questionnaire as a typed document: compiled once, then only read (docs/survey-schema.md)."""

import json
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from participation.surveys.models import Question, SurveyVersion
from participation.surveys.texts import Texts
from smartregion.core.canonical import canonical_json

FORMAT = 1
Type = Question.Type
DEFAULT_LENGTH = {Type.SHORT_TEXT: 200, Type.LONG_TEXT: 2000}
LONGEST_TEXT = 5000


@dataclass(frozen=True)
class Option:
    """An answer to choose. ``value`` counts in means; None stands outside the scale."""

    code: str
    label: Texts
    value: float | None = None
    exclusive: bool = False


@dataclass(frozen=True)
class Row:
    """A line of a matrix."""

    code: str
    label: Texts


@dataclass(frozen=True)
class Limits:
    """Bounds of a number, of how many answers may be chosen, or of a text."""

    min: float | None = None
    max: float | None = None
    decimals: int = 0
    max_length: int | None = None
    unit: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class QQuestion:
    code: str
    type: Type
    text: Texts
    help: Texts
    is_required: bool
    options: tuple[Option, ...] = ()
    rows: tuple[Row, ...] = ()
    limits: Limits = Limits()

    @property
    def longest(self) -> int:
        """How many characters a text may have."""
        return min(self.limits.max_length or DEFAULT_LENGTH.get(self.type, 200), LONGEST_TEXT)

    @property
    def is_text(self) -> bool:
        return self.type in DEFAULT_LENGTH

    def option(self, code: object) -> Option | None:
        return next((option for option in self.options if option.code == code), None)


@dataclass(frozen=True)
class QPage:
    title: Texts
    questions: tuple[QQuestion, ...]


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

    @property
    def questions(self) -> Iterator[QQuestion]:
        return (question for page in self.pages for question in page.questions)

    def first_number(self, page: int) -> int:
        """The number of the first question of a page, counted through the whole survey."""
        return 1 + sum(len(before.questions) for before in self.pages[:page])

    def language_for(self, wanted: str | None) -> str:
        return wanted if wanted in self.languages else self.languages[0]


def to_json(questionnaire: Questionnaire) -> dict[str, Any]:
    """The document as plain JSON values (tuples become lists, as they will be read back)."""
    document: dict[str, Any] = json.loads(canonical_json(asdict(questionnaire)))
    return {"format": FORMAT, **document}


def from_json(document: Mapping[str, Any]) -> Questionnaire:
    """Read a published document; unknown formats are refused, never guessed."""
    if document["format"] != FORMAT:
        raise ValueError(f"questionnaire format {document['format']} is unknown")
    rest = {key: value for key, value in document.items() if key != "format"}
    rest["languages"] = tuple(document["languages"])
    rest["pages"] = tuple(_page(page) for page in document["pages"])
    return Questionnaire(**rest)


def _page(document: Mapping[str, Any]) -> QPage:
    return QPage(document["title"], tuple(map(_question, document["questions"])))


def _question(document: Mapping[str, Any]) -> QQuestion:
    parts = {
        "type": Type(document["type"]),
        "options": tuple(Option(**option) for option in document["options"]),
        "rows": tuple(Row(**row) for row in document["rows"]),
        "limits": Limits(**document["limits"]),
    }
    return QQuestion(**{**document, **parts})


def questionnaire_of(version: SurveyVersion) -> Questionnaire:
    return from_json(version.schema)
