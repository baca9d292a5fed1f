"""How the measures of a cycle stand: the two questions of monitoring, told apart and never averaged.

Umsetzungsstand: is done what was planned? States, traffic lights, milestones. Zielerreichung: is reached
what was wanted? Indicators and their targets. Both are counted, for all measures and for parts of them,
and every number knows from which days it is.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext as _

from measures.attainment import Reach
from measures.documents import CycleDocument, IndicatorFact, Place, Row
from measures.models import Assessment, Measure
from measures.queries.comparison import shown
from measures.queries.lights import LightCount, distribution
from measures.timeliness import months_after
from smartregion.county.models import Municipality

# A value observed longer ago says little about the day of the cycle.
STALE_MONTHS = 12


@dataclass(frozen=True)
class Count:
    """How often something was found, with its word in the language of the moment."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Days:
    """From when figures are: the first day and the last; None where there is no figure at all."""

    first: date | None
    last: date | None
    # Figures that are older than a year on the cut-off day.
    stale: int

    @property
    def is_one_day(self) -> bool:
        return self.first == self.last


@dataclass(frozen=True)
class Milestones:
    """Those that still count; ``overdue`` is None where only done and all were written down."""

    done: int
    total: int
    overdue: int | None


@dataclass(frozen=True)
class Implementation:
    """Is done what was planned? (Umsetzungsstand)"""

    states: list[Count]
    lights: list[LightCount]
    milestones: Milestones
    days: Days

    @property
    def missing(self) -> int:
        return sum(
            each.count for each in self.lights if each.light.value == Assessment.State.MISSING
        )


@dataclass(frozen=True)
class Attained:
    """Is reached what was wanted? (Zielerreichung) Indicators by how far they are."""

    reaches: list[Count]
    # Measures without an indicator: about their goals nothing can be told.
    unmeasured: int
    days: Days

    @property
    def indicators(self) -> int:
        return sum(each.count for each in self.reaches)

    @property
    def with_target(self) -> int:
        """Those of which can be told whether the target is reached."""
        untold = {Reach.NO_DATA, Reach.NO_TARGET}
        return sum(each.count for each in self.reaches if each.value not in untold)

    @property
    def reached(self) -> int:
        return sum(each.count for each in self.reaches if each.value == Reach.REACHED)


@dataclass(frozen=True)
class Group:
    """Measures that are looked at together: all of them, a field of action, a kind of place."""

    label: str
    measures: int
    implementation: Implementation
    # None where the cycle did not keep indicators yet.
    attained: Attained | None


@dataclass(frozen=True)
class Standing:
    """A whole cycle. What was waived is left out; it was not asked about in the end."""

    whole: Group
    fields: list[Group]
    # Whole county, towns, other municipalities, then by zone; empty where the cycle did not keep places.
    places: list[Group]

    @property
    def asked(self) -> int:
        return self.whole.measures

    @property
    def missing(self) -> int:
        return self.whole.implementation.missing

    @property
    def reported(self) -> int:
        return sum(each.count for each in self.whole.implementation.lights) - self.missing


def standing_of(document: CycleDocument) -> Standing:
    """Both questions, for all measures that the cycle asked about, by field and by kind of place."""
    rows = [row for row in document.measures if row.state != Assessment.State.WAIVED]
    day = document.cycle.cutoff_on
    return Standing(
        whole=_group(_("Alle Maßnahmen"), rows, day),
        fields=[_group(label, inside, day) for label, inside in _by_field(rows)],
        places=[_group(label, inside, day) for label, inside in _by_place(rows) if inside],
    )


def _group(label: str, rows: Sequence[Row], day: date) -> Group:
    return Group(label, len(rows), _implementation(rows, day), _attained(rows, day))


# -- is done what was planned? -----------------------------------------------------------------
def _implementation(rows: Sequence[Row], day: date) -> Implementation:
    states = Counter(row.measure_state for row in rows)
    return Implementation(
        states=[
            Count(state.value, str(state.label), states[state])
            for state in Measure.State
            if states[state]
        ],
        lights=distribution(shown(row) for row in rows),
        milestones=_milestones(rows, day),
        days=_days((row.reported_on for row in rows), day),
    )


def _milestones(rows: Sequence[Row], day: date) -> Milestones:
    return Milestones(
        done=sum(row.milestones_done for row in rows),
        total=sum(row.milestones_total for row in rows),
        overdue=None if _is_first_shape(rows) else sum(_overdue(row, day) for row in rows),
    )


def _overdue(row: Row, day: date) -> int:
    """Milestones that were due by the day, and neither reached nor given up."""
    return sum(
        1
        for step in row.milestones or ()
        if step.due_on < day and not step.done_on and not step.waived_reason
    )


# -- is reached what was wanted? ---------------------------------------------------------------
def _attained(rows: Sequence[Row], day: date) -> Attained | None:
    if _is_first_shape(rows):
        return None
    facts = [fact for row in rows for fact in row.indicators or ()]
    counted = Counter(fact.reach for fact in facts)
    return Attained(
        reaches=[Count(reach.value, str(reach.label), counted[reach]) for reach in Reach],
        unmeasured=sum(1 for row in rows if not row.indicators),
        days=_days(map(_observed_on, facts), day),
    )


def _observed_on(fact: IndicatorFact) -> date | None:
    return fact.value_on


# -- parts ---------------------------------------------------------------------------------------
def _by_field(rows: Iterable[Row]) -> list[tuple[str, list[Row]]]:
    """In the order of the strategy, by the names of the cycle's day."""
    fields: dict[tuple[int, str, str], list[Row]] = defaultdict(list)
    for row in rows:
        fields[row.field_position, row.field_number, row.field].append(row)
    return [
        (f"{number} {name}".strip(), inside)
        for (_place, number, name), inside in sorted(fields.items())
    ]


def _by_place(rows: Sequence[Row]) -> list[tuple[str, list[Row]]]:
    """A measure for several kinds of places counts in each of them; one that names none is for all."""
    if _is_first_shape(rows):
        return []
    zones = Municipality.Zone
    return [
        (_("Ganzer Landkreis"), [row for row in rows if not row.places]),
        (_("Städte"), _serving(rows, is_town=True)),
        (_("Übrige Gemeinden"), _serving(rows, is_town=False)),
        *((str(zone.label), _serving(rows, zone=zone.value)) for zone in zones),
    ]


def _serving(
    rows: Iterable[Row], *, is_town: bool | None = None, zone: str | None = None
) -> list[Row]:
    def fits(place: Place) -> bool:
        return place.zone == zone if zone else place.is_town == is_town

    return [row for row in rows if any(map(fits, row.places))]


# -- from when -------------------------------------------------------------------------------------
def _days(days: Iterable[date | None], cutoff_on: date) -> Days:
    known = [day for day in days if day]
    return Days(
        first=min(known, default=None),
        last=max(known, default=None),
        stale=sum(1 for day in known if months_after(day, STALE_MONTHS) < cutoff_on),
    )


def _is_first_shape(rows: Sequence[Row]) -> bool:
    """Whether the document is of the first shape, which kept neither places nor indicators."""
    return any(row.indicators is None for row in rows)
