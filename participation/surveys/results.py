"""Figures of a survey as plain values: counted in one pass, ready for page, chart and report.

Words: *shown* are the people whose version held the question, *answered* those of them who said
something. Shares of answers are always of those who answered; with several choices they add up to
more than 100 per cent.
"""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Option, QQuestion, Row, Type
from participation.surveys.suspicions import Suspicion
from participation.surveys.texts import say
from smartregion.core.numbers import exact

TEXTS = (Type.SHORT_TEXT, Type.LONG_TEXT)
SEVERAL = (Type.MULTIPLE, Type.MATRIX_MULTIPLE)
NUMBERS = (Type.NUMBER, Type.SLIDER, Type.CALCULATED, Type.MATRIX_NUMBER)
MATRICES = (Type.MATRIX, Type.MATRIX_MULTIPLE, Type.MATRIX_NUMBER)
# More different numbers than this are shown in classes.
MOST_VALUES = 12
CLASSES = 8


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
@dataclass
class Tally:
    """What was counted of one question. ``shown`` and ``answered`` are people; the rest is weighted,
    which without weights is the same."""

    question: QQuestion
    shown: int = 0
    answered: int = 0
    base: float = 0
    others: int = 0
    given: dict[Any, float] = field(default_factory=dict)
    rows: dict[str, dict[Any, float]] = field(default_factory=dict)
    # How many people answered each row, and their weight.
    answered_rows: Counter[str] = field(default_factory=Counter)
    bases: dict[str, float] = field(default_factory=dict)


def counts_of(
    options: Iterable[Option], given: Mapping[Any, float], base: float, language: str
) -> tuple[Count, ...]:
    """How often each option was chosen, in the order of the options."""
    return tuple(
        Count(
            option.code,
            say(option.label, language),
            given.get(option.code, 0),
            given.get(option.code, 0) / base if base else None,
        )
        for option in options
    )


def row_result(row: Row, tally: Tally, options: Sequence[Option], language: str) -> RowResult:
    """One line of a matrix: steps, choices or numbers."""
    given, base = tally.rows.get(row.code, {}), tally.bases.get(row.code, 0)
    if tally.question.type == Type.MATRIX_NUMBER:
        counts, spread = number_counts(given, base), spread_of(given)
    else:
        counts, spread = counts_of(options, given, base, language), scale_spread(options, given)
    return RowResult(
        row.code, say(row.label, language), tally.answered_rows[row.code], counts, spread
    )


def place_result(option: Option, tally: Tally, places: int, language: str) -> RowResult:
    """How often an option of a ranking got each place, and its mean place."""
    given, base = tally.rows.get(option.code, {}), tally.bases.get(option.code, 0)
    counts = tuple(
        Count(
            str(place),
            _("Platz %d") % place,
            given.get(place, 0),
            given.get(place, 0) / base if base else None,
        )
        for place in range(1, places + 1)
    )
    label, answered = say(option.label, language), tally.answered_rows[option.code]
    return RowResult(option.code, label, answered, counts, spread_of(given))


def scale_spread(options: Iterable[Option], given: Mapping[Any, float]) -> Spread | None:
    """Mean and deviation over the steps of a scale; what stands outside of it does not count."""
    values: dict[float, float] = {}
    for option in options:
        if option.value is not None and given.get(option.code):
            values[option.value] = values.get(option.value, 0) + given[option.code]
    return spread_of(values)


def spread_of(values: Mapping[float, float]) -> Spread | None:
    """Mean, median and deviation of values given as value → how often, or with how much weight.

    The deviation is that of a sample, Σw(x − m)² / (Σw − 1); the median is the value in the middle of
    the weight, or half-way between two values when the middle falls exactly between them.
    """
    n = math.fsum(values.values())
    if not n:
        return None
    mean = math.fsum(value * times for value, times in values.items()) / n
    squares = math.fsum(times * (value - mean) ** 2 for value, times in values.items())
    every = sorted(value for value, times in values.items() if times)
    return Spread(
        n=n if n % 1 else int(n),
        mean=mean,
        median=_median(every, values, n / 2),
        sd=math.sqrt(squares / (n - 1)) if n > 1 else None,
        low=float(every[0]),
        high=float(every[-1]),
    )


def _median(in_order: Sequence[float], values: Mapping[float, float], middle: float) -> float:
    passed = 0.0
    for value, following in zip(in_order, [*in_order[1:], in_order[-1]], strict=True):
        passed += values[value]
        if math.isclose(passed, middle):
            return (value + following) / 2
        if passed > middle:
            return float(value)
    return float(in_order[-1])


def number_counts(values: Mapping[float, float], base: float) -> tuple[Count, ...]:
    """How often each number was given, or each class of numbers when there are many."""
    if not values:
        return ()
    if len(values) <= MOST_VALUES:
        return tuple(
            Count(f"{value:g}", exact(value), values[value], values[value] / base)
            for value in sorted(values)
        )
    start, width = classes_between(min(values), max(values))
    found: dict[int, float] = defaultdict(float)
    for value, times in values.items():
        found[int((value - start) // width)] += times
    return tuple(
        _class(start + place * width, width, found[place], base) for place in range(max(found) + 1)
    )


def classes_between(low: float, high: float) -> tuple[float, float]:
    """Where the first class of many numbers begins, and how wide each of them is."""
    width = _round_width((high - low) / CLASSES)
    return math.floor(low / width) * width, width


def day_counts(days: Mapping[str, float], base: float) -> tuple[Count, ...]:
    """How often each day was named; by month or by year when there are many."""
    length = span_length(days)
    found: dict[str, float] = defaultdict(float)
    for day, times in days.items():
        found[day[:length]] += times
    return tuple(
        Count(span, day_label(span), found[span], found[span] / base) for span in sorted(found)
    )


def span_length(days: Iterable[str]) -> int:
    """How much of a date names its span: all of it, its month, or only its year."""
    named = list(days)
    fitting = (n for n in (10, 7) if len({day[:n] for day in named}) <= MOST_VALUES)
    return next(fitting, 4)


def day_label(span: str) -> str:
    """A day, a month or a year as it is read."""
    parts = [int(part) for part in span.split("-")]
    if len(parts) == 1:
        return span
    first = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return date_format(first, "SHORT_DATE_FORMAT" if len(parts) == 3 else "YEAR_MONTH_FORMAT")


def _class(start: float, width: float, count: float, base: float) -> Count:
    return Count(f"{start:g}", class_label(start, width), count, count / base)


def class_label(start: float, width: float) -> str:
    """A class of numbers as it is read."""
    return _("%(low)s bis unter %(high)s") % {"low": exact(start), "high": exact(start + width)}


def _round_width(width: float) -> float:
    """The next width that people count in: 1, 2, 2.5 or 5 times a power of ten."""
    power = 10.0 ** math.floor(math.log10(width))
    return next(step * power for step in (1, 2, 2.5, 5, 10) if step * power >= width)
