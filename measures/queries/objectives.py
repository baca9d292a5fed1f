"""Strategic objectives with what works for them: indicators and measures."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Q

from measures.models import Measure
from measures.queries.cards import MeasureCard, measure_cards
from measures.queries.indicators import (
    IndicatorLine,
    indicators_of_objectives,
    objective_address,
)
from strategy.models import Element, StrategyVersion
from strategy.queries import Passage, Reading, reading_of, version_with


@dataclass(frozen=True)
class ObjectiveRow:
    """An objective in the overview."""

    passage: Passage
    url: str
    measures: int
    indicators: list[IndicatorLine]


@dataclass(frozen=True)
class FieldOfObjectives:
    field: Passage
    objectives: list[ObjectiveRow]


@dataclass(frozen=True)
class ObjectivePage:
    """An objective as it is worded in the version that counts, with what works for it."""

    passage: Passage
    field: Passage
    version: StrategyVersion
    measures: list[MeasureCard]


def objectives_by_field(reading: Reading, *, visible_to: Any) -> list[FieldOfObjectives]:
    """All objectives of a version below their fields, in a fixed number of queries."""
    keys = [each.text.element_id for field in reading.fields for each in field.objectives]
    indicators = indicators_of_objectives(keys)
    serving = _serving(keys, visible_to)
    return [
        FieldOfObjectives(
            field,
            [
                ObjectiveRow(
                    passage=each,
                    url=objective_address(each.text.element),
                    measures=len(serving[each.text.element_id]),
                    indicators=indicators[each.text.element_id],
                )
                for each in field.objectives
            ],
        )
        for field in reading.fields
        if field.objectives
    ]


def objective_page(objective: Element, *, visible_to: Any, language: str) -> ObjectivePage:
    """Where an objective is read, to which field it belongs, and the measures that work for it."""
    version = version_with(objective, visible_to=visible_to)
    reading = reading_of(version, language=language)
    field, passage = _place_of(objective, reading.fields)
    measures = Measure.objects.visible_to(visible_to).filter(pk__in=_measures_for([objective.pk]))
    return ObjectivePage(passage, field, version, measure_cards(measures.order_by("number")))


def _place_of(objective: Element, fields: Iterable[Passage]) -> tuple[Passage, Passage]:
    return next(
        (field, passage)
        for field in fields
        for passage in field.objectives
        if passage.text.element_id == objective.pk
    )


def _measures_for(objectives: Sequence[UUID]) -> Any:
    named = Q(element__in=objectives) | Q(element__successor__in=objectives)
    return Measure.objectives.through.objects.filter(named).values("measure")


def _serving(objectives: Sequence[UUID], visible_to: Any) -> dict[UUID, set[UUID]]:
    """By objective the measures that name it, or one that went into it."""
    named = Q(element__in=objectives) | Q(element__successor__in=objectives)
    visible = Measure.objects.visible_to(visible_to)
    rows = Measure.objectives.through.objects.filter(named, measure__in=visible)
    found: dict[UUID, set[UUID]] = defaultdict(set)
    for measure, element, successor in rows.values_list("measure", "element", "element__successor"):
        found[successor or element].add(measure)
    return found
