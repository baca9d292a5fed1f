"""Measures in short, for lists."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from uuid import UUID

from measures.models import Measure, MeasureQuerySet
from measures.queries.lights import Light, LightCount, distribution, latest_lights
from strategy.models import Element, Strategy


@dataclass(frozen=True)
class MeasureCard:
    """A measure with its three axes: state, traffic light, progress."""

    id: UUID
    number: str
    title: str
    summary: str
    url: str
    kind: str
    is_key_project: bool
    is_public: bool
    field: str
    lead: str
    starts_on: date | None
    ends_on: date | None
    state: str
    state_label: str
    light: Light | None
    milestones_done: int
    milestones_total: int


@dataclass(frozen=True)
class FieldOfMeasures:
    """A field of action with its measures and the distribution of their lights."""

    slug: str
    number: str
    name: str
    measures: list[MeasureCard]
    lights: list[LightCount]


def measure_cards(measures: MeasureQuerySet) -> list[MeasureCard]:
    """One card per measure, in a fixed number of queries and in the order that was asked for."""
    return [card for _measure, card in measures_with_cards(measures)]


def measures_with_cards(measures: MeasureQuerySet) -> list[tuple[Measure, MeasureCard]]:
    """The same, with the measures themselves for what no card tells."""
    rows = list(measures.with_progress().select_related("field__successor", "lead"))
    lights = latest_lights([row.pk for row in rows])
    return [(row, _card(row, lights.get(row.pk))) for row in rows]


def measures_by_field(strategy: Strategy) -> list[FieldOfMeasures]:
    """The public measures of a strategy below their main field of action, as it is called today."""
    measures = Measure.objects.public().filter(strategy=strategy).order_by("number")
    fields = {row.pk: row.field.today for row in measures.select_related("field__successor")}
    cards = sorted(measure_cards(measures), key=lambda card: _place(fields[card.id]))
    return [
        FieldOfMeasures(
            slug=field.slug,
            number=field.number,
            name=field.name,
            measures=(inside := list(group)),
            lights=distribution(_values(inside)),
        )
        for field, group in groupby(cards, key=lambda card: fields[card.id])
    ]


def _place(field: Element) -> tuple[int, str, str]:
    return field.position, field.name, str(field.pk)


def _values(cards: Iterable[MeasureCard]) -> Iterable[str]:
    return (card.light.value for card in cards if card.light)


def _card(row: Measure, light: Light | None) -> MeasureCard:
    return MeasureCard(
        id=row.pk,
        number=row.number,
        title=row.title,
        summary=row.summary,
        url=row.get_absolute_url(),
        kind=row.get_kind_display(),
        is_key_project=row.is_key_project,
        is_public=row.is_public,
        field=row.field.today.name,
        lead=row.lead.name if row.lead else "",
        starts_on=row.starts_on,
        ends_on=row.ends_on,
        state=row.state,
        state_label=row.get_state_display(),
        light=light,
        milestones_done=row.milestones_done,  # type: ignore[attr-defined]
        milestones_total=row.milestones_total,  # type: ignore[attr-defined]
    )
