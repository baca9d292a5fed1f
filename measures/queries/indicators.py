"""Indicators with their values, for the page of a measure, of an objective, for lists and reports."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext as _

from measures.attainment import Attainment, Reach, attainment
from measures.models import Indicator, IndicatorValue, Measure
from measures.models.indicators import IndicatorQuerySet
from measures.spoken import margin_said, said
from measures.timeliness import is_wanted, wanted_on
from participation.models import Publication
from smartregion.core.numbers import number
from strategy.models import Element


@dataclass(frozen=True)
class ValueLine:
    """What was observed on one day; where a survey told it, with base, margin and the page of its figures."""

    pk: int
    on: date
    value: Decimal
    said: str
    source: str
    note: str
    base_n: int | None = None
    margin: Decimal | None = None
    # n = 812, ± 3,4 Prozentpunkte; "" where no survey told it.
    rests_on: str = ""
    survey: str = ""
    survey_url: str = ""
    # Whether the release it was read from has been taken back since.
    is_withdrawn: bool = False


@dataclass(frozen=True)
class IndicatorLine:
    """An indicator with the values that count, the oldest first; texts are ready to read."""

    pk: int
    name: str
    url: str
    # What it belongs to: a measure with its number, or an objective.
    measure: str
    objective: str
    subject_url: str
    level: str
    level_label: str
    kind: str
    unit: str
    scale: tuple[str, ...]
    direction: str
    direction_label: str
    source: str
    interval: str
    interval_label: str
    baseline: Decimal | None
    baseline_on: date | None
    baseline_said: str
    target: Decimal | None
    target_on: date | None
    target_said: str
    values: tuple[ValueLine, ...]
    attainment: Attainment
    wanted_on: date | None
    is_example: bool

    @property
    def latest(self) -> ValueLine | None:
        return self.values[-1] if self.values else None

    @property
    def subject(self) -> str:
        return self.measure or self.objective

    @property
    def trend(self) -> str:
        """Whether the last value is ``better`` than the one before, ``worse`` or the ``same``.

        Two samples differ in any case; ``unclear`` is what chance alone may have made.
        """
        if len(self.values) < 2:
            return ""
        before, latest = self.values[-2:]
        change = latest.value - before.value
        if before.margin and latest.margin and abs(change) <= _together(before, latest):
            return "unclear"
        if not change:
            return "same"
        is_better = (change > 0) == (self.direction == Indicator.Direction.RISING)
        return "better" if is_better else "worse"

    @property
    def is_surveyed(self) -> bool:
        """Whether a survey told any of its values."""
        return any(value.survey for value in self.values)

    def is_wanted(self, on: date) -> bool:
        """Whether a value should be there by now that is not."""
        latest = self.latest.on if self.latest else None
        return is_wanted(self.interval, latest, self.baseline_on, on=on)


@dataclass(frozen=True)
class ReachCount:
    reach: str
    label: str
    count: int


def indicators_of(measures: Sequence[UUID]) -> dict[UUID, list[IndicatorLine]]:
    """By measure, in two queries for many."""
    found: dict[UUID, list[IndicatorLine]] = defaultdict(list)
    for indicator, line in _lines(Indicator.objects.filter(measure__in=measures)):
        if indicator.measure_id:
            found[indicator.measure_id].append(line)
    return found


def indicators_of_objectives(objectives: Sequence[UUID]) -> dict[UUID, list[IndicatorLine]]:
    """By objective as it is called today, in two queries for many."""
    found: dict[UUID, list[IndicatorLine]] = defaultdict(list)
    for indicator, line in _lines(Indicator.objects.of_objectives(objectives)):
        if indicator.objective:
            found[indicator.objective.today.pk].append(line)
    return found


def indicator_lines(indicators: IndicatorQuerySet) -> list[IndicatorLine]:
    """In the order that was asked for, in two queries."""
    return [line for _indicator, line in _lines(indicators)]


def indicator_line(indicator: Indicator) -> IndicatorLine:
    return indicator_lines(Indicator.objects.filter(pk=indicator.pk))[0]


def wanted_of(person: Any, *, on: date) -> list[IndicatorLine]:
    """Indicators this person answers for, those whose value is wanted first, the longest ago on top."""
    mine = Indicator.objects.filter(
        measure__responsible=person, measure__state__in=Measure.DECIDED
    ).order_by("measure__number", "pk")
    lines = indicator_lines(mine)
    return sorted(lines, key=lambda line: _urgency(line, on))


def _together(one: ValueLine, other: ValueLine) -> Decimal:
    """How far chance reaches between two independent samples: margins add up as squares."""
    squares = [(each.margin or Decimal(0)) ** 2 for each in (one, other)]
    return Decimal(sum(squares)).sqrt()


def _urgency(line: IndicatorLine, on: date) -> tuple[bool, date]:
    """What was never observed is wanted most; what needs no further value comes last."""
    wanted = line.is_wanted(on)
    return not wanted, line.wanted_on or (date.min if wanted else date.max)


def reach_counts(lines: Iterable[IndicatorLine]) -> list[ReachCount]:
    """How many stand where, all kinds in their order; a distribution, never a mean."""
    counts = dict.fromkeys(Reach, 0)
    for line in lines:
        counts[Reach(line.attainment.reach)] += 1
    return [ReachCount(reach.value, str(reach.label), count) for reach, count in counts.items()]


def entries_of(indicator: Indicator) -> list[tuple[IndicatorValue, list[IndicatorValue]]]:
    """By day, the newest first: the entry that counts and what it replaced; one that was taken back, too."""
    days: dict[date, list[IndicatorValue]] = defaultdict(list)
    entries = indicator.entries.select_related("entered_by", "publication__survey")
    for entry in entries.order_by("-on", "-revision"):
        days[entry.on].append(entry)
    return [(newest, earlier) for newest, *earlier in days.values()]


def _lines(indicators: IndicatorQuerySet) -> Iterable[tuple[Indicator, IndicatorLine]]:
    rows = list(indicators.select_related("measure", "objective__successor"))
    values: dict[int, list[IndicatorValue]] = defaultdict(list)
    entries = IndicatorValue.objects.current().filter(indicator__in=rows)
    for entry in entries.select_related("publication__survey").order_by("on"):
        values[entry.indicator_id].append(entry)
    return [(row, _line(row, values[row.pk])) for row in rows]


def _line(row: Indicator, entries: Sequence[IndicatorValue]) -> IndicatorLine:
    latest = entries[-1] if entries else None
    objective = row.objective.today if row.objective else None
    return IndicatorLine(
        pk=row.pk,
        name=row.name,
        url=row.get_absolute_url(),
        measure=str(row.measure or ""),
        objective=objective.name_with_number if objective else "",
        subject_url=subject_address(row),
        level=row.level,
        level_label=row.get_level_display(),
        kind=row.kind,
        unit=row.unit,
        scale=tuple(row.scale),
        direction=row.direction,
        direction_label=row.get_direction_display(),
        source=row.source,
        interval=row.interval,
        interval_label=row.get_interval_display(),
        baseline=row.baseline,
        baseline_on=row.baseline_on,
        baseline_said=value_said(row, row.baseline),
        target=row.target,
        target_on=row.target_on,
        target_said=value_said(row, row.target),
        values=tuple(_value(row, entry) for entry in entries),
        attainment=attainment(row, latest.value if latest else None),
        wanted_on=wanted_on(row.interval, latest.on if latest else None, row.baseline_on),
        is_example=row.is_example,
    )


def _value(row: Indicator, entry: IndicatorValue) -> ValueLine:
    return ValueLine(
        pk=entry.pk,
        on=entry.on,
        value=entry.value or Decimal(0),
        said=value_said(row, entry.value),
        source=entry.source or row.source,
        note=entry.note,
        base_n=entry.base_n,
        margin=entry.margin,
        rests_on=rests_on(row, entry),
        **_survey(entry.publication),
    )


def _survey(publication: Publication | None) -> dict[str, Any]:
    if publication is None:
        return {}
    is_withdrawn = publication.withdrawn_at is not None
    address = reverse("surveys:public_results", args=[publication.survey.slug])
    return {
        "survey": str(publication.survey),
        "survey_url": "" if is_withdrawn else address,
        "is_withdrawn": is_withdrawn,
    }


def rests_on(indicator: Indicator, entry: IndicatorValue) -> str:
    """On how many answers a value rests, and how far chance reaches: n = 812, ± 3,4 Prozentpunkte."""
    if entry.base_n is None:
        return ""
    base = _("n = %(n)s") % {"n": number(entry.base_n)}
    if entry.margin is None:
        return base
    margin = margin_said(entry.margin, kind=indicator.kind, unit=indicator.unit)
    return f"{base}, {margin}"


def subject_address(indicator: Indicator) -> str:
    """The page of the measure or objective that an indicator belongs to."""
    if indicator.measure:
        return indicator.measure.get_absolute_url()
    return objective_address(indicator.objective.today) if indicator.objective else ""


def objective_address(objective: Element) -> str:
    """The page on which an objective stands with its indicators and measures."""
    return reverse("measures:objective_detail", args=[objective.pk])


def value_said(indicator: Indicator, value: Decimal | None) -> str:
    """A value of this indicator in words."""
    return said(value, kind=indicator.kind, unit=indicator.unit, scale=indicator.scale)
