"""From what was tallied to figures: one question, one row, one class of numbers or days."""

import math
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.surveys.document.questionnaire import Option, QQuestion, Row, Type
from participation.surveys.results import Count, RowResult, Spread
from participation.surveys.texts import say
from smartregion.core.numbers import exact

# More different numbers than this are shown in classes.
MOST_VALUES = 12
CLASSES = 8


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
