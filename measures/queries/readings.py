"""A closed cycle as it is read: how the measures stand and why, what changed, what has to be decided.

The page of the cycle, the dashboard and the sheet for the council show parts of the same reading, so
they never say different things.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from measures.attainment import Reach
from measures.correcting import PARTS
from measures.documents import CorrectionNote, CycleDocument, IndicatorFact, Row
from measures.models import Assessment, Cycle, CycleQuerySet
from measures.queries.changed_facts import IndicatorChange
from measures.queries.comparison import Comparison, compare, light_in
from measures.queries.documents import document_of, public_part
from measures.queries.lights import Light, light
from measures.queries.standing import Standing, standing_of
from measures.queries.whys import Reason, why

Colour = Assessment.Light
# From bad to good. What rests or was not reported stands beside this order.
LADDER = (Colour.RED, Colour.YELLOW, Colour.GREEN)
# In the order in which somebody who has to act reads them.
URGENCY = (Colour.RED, Colour.YELLOW, Colour.GREY)


@dataclass(frozen=True)
class Change:
    """One part of a report, as it read when the cycle was closed and as it reads now."""

    part: str
    before: str
    after: str


@dataclass(frozen=True)
class CorrectionLine:
    """What was corrected after the closing, and why."""

    row: Row
    on: date
    reason: str
    changes: list[Change]


@dataclass(frozen=True)
class Report:
    """One measure in a closed cycle."""

    row: Row
    light: Light | None
    # What it showed in the closed cycle before; None where it was not asked.
    before: Light | None
    cutoff_on: date
    corrections: list[CorrectionLine]

    @cached_property
    def reasons(self) -> list[Reason]:
        """Why it shows this light; asked of those that a page tells about."""
        return why(self.row, self.cutoff_on)

    @property
    def proposed(self) -> Light | None:
        """The light that the facts spoke for, where somebody decided otherwise."""
        value = self.row.light_proposed
        return light(value) if value and value != self.row.light else None

    @property
    def brief(self) -> list[Reason]:
        """Where little room is: somebody's own words, and the bare facts only where there are none."""
        return [reason for reason in self.reasons if reason.is_quoted] or self.reasons

    @property
    def decision_by(self) -> str:
        """Who has to decide, in a word; empty where nobody was named."""
        by = self.row.decision_by
        return str(Assessment.DecisionBy(by).label) if by else ""

    @property
    def move(self) -> str:
        """``better`` or ``worse`` than last time, ``same``, or empty where the two cannot be put in order."""
        if self.light is None or self.before is None:
            return ""
        if self.light == self.before:
            return "same"
        ladder = [colour.value for colour in LADDER]
        if self.light.value not in ladder or self.before.value not in ladder:
            return ""
        risen = ladder.index(self.light.value) > ladder.index(self.before.value)
        return "better" if risen else "worse"

    @property
    def is_new_light(self) -> bool:
        return self.before is not None and self.before != self.light


@dataclass(frozen=True)
class Figure:
    """An indicator on the cut-off day."""

    row: Row
    fact: IndicatorFact
    change: IndicatorChange

    @property
    def reach(self) -> str:
        return str(Reach(self.fact.reach).label)


@dataclass(frozen=True)
class Earlier:
    """The closed cycle before, and what changed since."""

    title: str
    slug: str
    cutoff_on: date
    comparison: Comparison

    @property
    def promises(self) -> list[tuple[str, int]]:
        """How many of the steps promised then ended how, in words; empty where nothing was promised."""
        return [(label, count) for label, count in self.comparison.promise_counts if count]


@dataclass(frozen=True)
class Reading:
    """A closed cycle with its corrections, as everybody may read it today."""

    document: CycleDocument
    standing: Standing
    # By number; those that were waived are at the end.
    told: list[Report]
    earlier: Earlier | None
    corrections: list[CorrectionLine]
    closed_at: datetime | None

    @cached_property
    def asked(self) -> list[Report]:
        return [one for one in self.told if one.light]

    @cached_property
    def waived(self) -> list[Report]:
        return [one for one in self.told if not one.light]

    @cached_property
    def missing(self) -> list[Report]:
        return [one for one in self.told if one.row.is_missing]

    @cached_property
    def decisions(self) -> list[Report]:
        """What somebody has to decide, the county assembly first."""
        order = {by.value: place for place, by in enumerate(Assessment.DecisionBy)}
        open_ = [one for one in self.told if one.row.decision_needed]
        return sorted(open_, key=lambda one: order.get(one.row.decision_by, len(order)))

    @cached_property
    def urgent(self) -> list[Report]:
        """Red, yellow and resting measures: those about which somebody asks why."""
        return [one for colour in URGENCY for one in self._showing(colour)]

    @cached_property
    def on_plan(self) -> list[Report]:
        return self._showing(Colour.GREEN)

    @cached_property
    def figures(self) -> list[Figure]:
        """All indicators of the cycle, each beside what the cycle before said."""
        known = self.earlier.comparison.indicators if self.earlier else []
        before = {change.after.id: change for _pair, change in known}
        return [
            Figure(one.row, fact, before.get(fact.id) or IndicatorChange(None, fact))
            for one in self.asked
            for fact in one.row.indicators or ()
        ]

    @cached_property
    def better(self) -> list[Report]:
        return [one for one in self.told if one.move == "better"]

    @cached_property
    def worse(self) -> list[Report]:
        return [one for one in self.told if one.move == "worse"]

    def _showing(self, colour: str) -> list[Report]:
        return [one for one in self.told if one.light and one.light.value == colour]


def latest_closed() -> Cycle | None:
    """The closed cycle with the newest cut-off day."""
    return _closed().order_by("-cutoff_on", "-pk").first()


def reading_of(cycle: Cycle, *, before: Cycle | None = None) -> Reading:
    """What everybody may read about a closed cycle, in a number of queries that does not grow.

    It is compared with the closed cycle before, or with the one that is named.
    """
    document = public_part(document_of(cycle))
    earlier = _earlier(before or cycle_before(cycle), document)
    corrections = _corrections(document)
    return Reading(
        document=document,
        standing=standing_of(document),
        told=_reports(document, earlier, corrections),
        earlier=earlier,
        corrections=corrections,
        closed_at=cycle.closed_at,
    )


def _closed() -> CycleQuerySet:
    return Cycle.objects.closed().select_related("snapshot", "strategy")


def cycle_before(cycle: Cycle) -> Cycle | None:
    """The last one of the same strategy that was closed for an earlier day."""
    older = _closed().filter(strategy=cycle.strategy_id, cutoff_on__lt=cycle.cutoff_on)
    return older.order_by("-cutoff_on").first()


def _earlier(before: Cycle | None, document: CycleDocument) -> Earlier | None:
    if before is None:
        return None
    comparison = compare(public_part(document_of(before)), document)
    return Earlier(before.title, before.slug, before.cutoff_on, comparison)


def _reports(
    document: CycleDocument, earlier: Earlier | None, corrections: Iterable[CorrectionLine]
) -> list[Report]:
    before = _lights_before(earlier)
    rows = sorted(document.measures, key=lambda row: (_is_waived(row), row.number))
    return [
        Report(
            row=row,
            light=light_in(row),
            before=before.get(row.measure_id),
            cutoff_on=document.cycle.cutoff_on,
            corrections=[one for one in corrections if one.row is row],
        )
        for row in rows
    ]


def _is_waived(row: Row) -> bool:
    return row.state == Assessment.State.WAIVED


def _lights_before(earlier: Earlier | None) -> Mapping[str, Light | None]:
    pairs = earlier.comparison.pairs if earlier else []
    return {pair.after.measure_id: pair.light_before for pair in pairs}


def _corrections(document: CycleDocument) -> list[CorrectionLine]:
    """In the order in which they were made."""
    rows = {row.measure_id: row for row in document.measures}
    return [
        CorrectionLine(rows[note.measure_id], note.on, note.reason, _changes(note))
        for note in document.corrections
    ]


def _changes(note: CorrectionNote) -> list[Change]:
    return [
        Change(str(label), *note.changes[part])
        for part, label in PARTS.items()
        if part in note.changes
    ]
