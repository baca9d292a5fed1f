"""Figures of a survey as plain values: counted in one pass, ready for page, chart and report.

Words: *shown* are the people whose version held the question, *answered* those of them who said
something. Shares of answers are always of those who answered; with several choices they add up to
more than 100 per cent.
"""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import date
from typing import Any

from participation.surveys.document.questionnaire import Type
from participation.surveys.suspicions import Suspicion

TEXTS = (Type.SHORT_TEXT, Type.LONG_TEXT)
SEVERAL = (Type.MULTIPLE, Type.MATRIX_MULTIPLE)
NUMBERS = (Type.NUMBER, Type.SLIDER, Type.CALCULATED, Type.MATRIX_NUMBER)
MATRICES = (Type.MATRIX, Type.MATRIX_MULTIPLE, Type.MATRIX_NUMBER)


@dataclass(frozen=True)
class Count:
    """How often one answer was given."""

    code: str
    label: str
    # A sum of weights when figures are weighted, else people.
    count: float
    share: float | None
    # Hidden from everybody (protection/): then there is neither a count nor a share.
    is_protected: bool = False


@dataclass(frozen=True)
class Spread:
    """Mean, median and standard deviation (of the sample, n - 1)."""

    n: float
    mean: float
    median: float
    sd: float | None
    low: float
    high: float


@dataclass(frozen=True)
class RowResult:
    """One row of a matrix, or one option of a ranking."""

    code: str
    label: str
    answered: int
    counts: tuple[Count, ...]
    spread: Spread | None
    # The base is hidden from everybody.
    is_protected: bool = False


@dataclass(frozen=True)
class QuestionResult:
    """What was answered to one question through all versions that asked it."""

    number: int
    code: str
    type: str
    text: str
    shown: int
    answered: int
    counts: tuple[Count, ...] = ()
    rows: tuple[RowResult, ...] = ()
    spread: Spread | None = None
    unit: str = ""
    # How many wrote something beside "Anderes, nämlich".
    others: int = 0
    # Versions of the survey that ask this; those among them that word it differently.
    versions: tuple[int, ...] = ()
    reworded_in: tuple[int, ...] = ()
    # Hidden from everybody: how many answered, how many were asked.
    is_protected: bool = False
    is_shown_protected: bool = False

    @property
    def is_text(self) -> bool:
        return self.type in TEXTS

    @property
    def empty(self) -> int:
        return self.shown - self.answered


@dataclass(frozen=True)
class VersionResult:
    """How many answered one version."""

    number: int
    published_on: str
    responses: int


@dataclass(frozen=True)
class Noticed:
    """In how many responses one reason for suspicion was noticed."""

    code: str
    responses: int

    @property
    def label(self) -> str:
        return str(Suspicion(self.code).label)


@dataclass(frozen=True)
class SurveyResults:
    """All figures of a survey, ready for pages, exports and reports.

    ``suspicious`` responses are counted like all others, or (``is_adjusted``) left out everywhere.
    """

    slug: str
    title: str
    language: str
    responses: int
    examples: int
    first_on: str | None
    last_on: str | None
    versions: tuple[VersionResult, ...]
    questions: tuple[QuestionResult, ...]
    on_paper: int = 0
    suspicious: int = 0
    # For which reasons; one response may have several.
    noticed: tuple[Noticed, ...] = ()
    is_adjusted: bool = False
    imported: int = 0
    # Which responses count (queries/filters.py), as words of an address and as people say it.
    filter_query: str = ""
    filter_words: tuple[str, ...] = ()
    # The title of the weighting, "" without one.
    weighting: str = ""
    # Which data were counted: blocks/table.DataState.
    state: str = ""
    # For everybody: how many answered is hidden, ``responses`` is what can be said of it.
    is_at_least: bool = False

    @property
    def total(self) -> int:
        """All responses there are, whether they count here or not."""
        return self.responses + self.suspicious if self.is_adjusted else self.responses

    @property
    def online(self) -> int:
        return self.responses - self.on_paper - self.examples - self.imported

    @property
    def is_example(self) -> bool:
        return self.examples > 0

    @property
    def days(self) -> tuple[date, date] | None:
        """Of the first and the last response."""
        if not (self.first_on and self.last_on):
            return None
        return date.fromisoformat(self.first_on), date.fromisoformat(self.last_on)

    def question(self, code: str) -> QuestionResult | None:
        return next((each for each in self.questions if each.code == code), None)


def results_to_json(results: SurveyResults) -> dict[str, Any]:
    """As plain data to be frozen in a snapshot."""
    return asdict(results)


def results_from_json(document: Mapping[str, Any]) -> SurveyResults:
    """Read frozen results back, for a report that renders from its snapshot."""
    return SurveyResults(
        **{
            **document,
            "versions": tuple(VersionResult(**each) for each in document["versions"]),
            "questions": tuple(_question_from(each) for each in document["questions"]),
            # Results that were frozen earlier say nothing about it.
            "noticed": tuple(Noticed(**each) for each in document.get("noticed", ())),
            "filter_words": tuple(document.get("filter_words", ())),
        }
    )


def _question_from(document: Mapping[str, Any]) -> QuestionResult:
    rows = tuple(
        RowResult(**{**row, "counts": _counts_from(row), "spread": _spread_from(row)})
        for row in document["rows"]
    )
    parts = {
        "rows": rows,
        "counts": _counts_from(document),
        "spread": _spread_from(document),
        "versions": tuple(document["versions"]),
        "reworded_in": tuple(document["reworded_in"]),
    }
    return QuestionResult(**{**document, **parts})


def _counts_from(document: Mapping[str, Any]) -> tuple[Count, ...]:
    return tuple(Count(**count) for count in document["counts"])


def _spread_from(document: Mapping[str, Any]) -> Spread | None:
    return Spread(**document["spread"]) if document["spread"] else None


# -- counting ----------------------------------------------------------------------------------
