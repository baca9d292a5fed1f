"""Two evaluation cycles beside each other: what changed, what came, what went, and which promises were kept.

Both are read as their documents, so a comparison of closed cycles says the same for ever. Only why a
measure is not asked about any more is read from the history of its states, which nobody rewrites.
"""

from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _

from measures.documents import CycleDocument, Head, Row
from measures.figures import Outcome, StepCheck
from measures.models import Assessment, Measure, MeasureStateChange
from measures.queries.changed_facts import (
    CostChange,
    IndicatorChange,
    MilestoneChanges,
    cost_change,
    indicator_changes,
    milestone_changes,
)
from measures.queries.lights import Light, light

MISSING, WAIVED = Assessment.State.MISSING, Assessment.State.WAIVED
# In the flow of lights: what the older cycle, or the newer one, did not ask about.
ABSENT = "absent"
SHOWN = (*Assessment.Light, MISSING, ABSENT)
# The answer to a promise that nobody gave.
UNANSWERED = ""


@dataclass(frozen=True)
class Pair:
    """One measure that both cycles asked about."""

    before: Row
    after: Row
    # None where one of the two only counted them.
    milestones: MilestoneChanges | None
    indicators: list[IndicatorChange]
    cost: CostChange | None
    promises: list[StepCheck]

    @property
    def is_renumbered(self) -> bool:
        return self.before.number != self.after.number

    @property
    def state_before(self) -> str:
        return state_label(self.before.measure_state)

    @property
    def state_after(self) -> str:
        return state_label(self.after.measure_state)

    @property
    def light_before(self) -> Light | None:
        return light_in(self.before)

    @property
    def light_after(self) -> Light | None:
        return light_in(self.after)

    @property
    def has_new_state(self) -> bool:
        return self.before.measure_state != self.after.measure_state

    @property
    def has_new_light(self) -> bool:
        return shown(self.before) != shown(self.after)


@dataclass(frozen=True)
class Gone:
    """A measure that the newer cycle did not ask about, and why: its state by then."""

    row: Row
    # One of ``Measure.State``: with the same state as before it was left out of the scope.
    state: str
    # Number of the measure it went into, where it was merged.
    merged_into: str
    # Why this cycle waived its report; empty unless it was asked and then waived.
    waived_reason: str

    @property
    def state_label(self) -> str:
        return state_label(self.state)

    @property
    def is_out_of_scope(self) -> bool:
        return not self.waived_reason and self.state in Measure.EVALUATED


@dataclass(frozen=True)
class Flow:
    """Measures that showed ``before`` in the older cycle and ``after`` in the newer (values of SHOWN)."""

    before: str
    after: str
    rows: list[Row]

    @property
    def count(self) -> int:
        return len(self.rows)


@dataclass(frozen=True)
class Comparison:
    """The older and the newer cycle; measures by number."""

    before: Head
    after: Head
    pairs: list[Pair]
    new: list[Row]
    gone: list[Gone]
    flows: list[Flow]

    @property
    def new_states(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.has_new_state]

    @property
    def new_lights(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.has_new_light]

    @property
    def renumbered(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.is_renumbered]

    @property
    def moved_milestones(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.milestones]

    @property
    def indicators(self) -> list[tuple[Pair, IndicatorChange]]:
        return [(pair, change) for pair in self.pairs for change in pair.indicators]

    @property
    def comparable(self) -> list[tuple[Pair, IndicatorChange]]:
        """Indicators of which both cycles have a value."""
        return [each for each in self.indicators if each[1].difference is not None]

    @property
    def incomparable(self) -> list[tuple[Pair, IndicatorChange]]:
        return [each for each in self.indicators if each[1].difference is None]

    @property
    def moved_indicators(self) -> list[IndicatorChange]:
        """Those with another value than before, in either direction."""
        return [change for _pair, change in self.indicators if change.difference]

    @property
    def new_costs(self) -> list[Pair]:
        return [pair for pair in self.pairs if pair.cost]

    @property
    def unkept(self) -> list[Pair]:
        """Measures with promises that were not kept in full, or of which nobody spoke again."""
        return [pair for pair in self.pairs if any(map(_is_unkept, pair.promises))]

    @property
    def promises(self) -> dict[str, int]:
        """How many steps promised in the older cycle ended how; UNANSWERED: nobody said."""
        counted = Counter(check.outcome for pair in self.pairs for check in pair.promises)
        return {outcome: counted[outcome] for outcome in (*Outcome.values, UNANSWERED)}

    @property
    def promise_counts(self) -> list[tuple[str, int]]:
        """The same with the words for it, in their order."""
        words = {
            **{value: str(label) for value, label in Outcome.choices},
            UNANSWERED: _("nicht beantwortet"),
        }
        return [(str(words[outcome]), count) for outcome, count in self.promises.items()]


def _is_unkept(check: StepCheck) -> bool:
    return check.outcome != Outcome.DONE


def shown(row: Row) -> str:
    """What a measure showed in a cycle: a light, not reported, or nothing while it is awaited or waived."""
    if row.is_missing:
        return MISSING.value
    return row.light if row.is_reported else ABSENT


def state_label(state: str) -> str:
    return str(Measure.State(state).label)


def light_in(row: Row) -> Light | None:
    """The light that a measure showed, with its word; None where nothing was asked or said."""
    value = shown(row)
    return None if value == ABSENT else light(value)


def compare(before: CycleDocument, after: CycleDocument) -> Comparison:
    """What changed from the older cycle to the newer; one query, for measures that are gone."""
    older, newer = _asked(before), _asked(after)
    gone = [row for key, row in older.items() if key not in newer]
    new = [row for key, row in newer.items() if key not in older]
    both = [(older[key], row) for key, row in newer.items() if key in older]
    return Comparison(
        before=before.cycle,
        after=after.cycle,
        pairs=[_pair(old, row, after.cycle.cutoff_on) for old, row in both],
        new=new,
        gone=_gone(gone, after),
        flows=_flows(both, new, gone),
    )


def _asked(document: CycleDocument) -> dict[str, Row]:
    """Rows by measure, without those whose report was waived."""
    rows = sorted(document.measures, key=lambda row: row.number)
    return {row.measure_id: row for row in rows if row.state != WAIVED}


def _pair(before: Row, after: Row, cutoff_on: date) -> Pair:
    return Pair(
        before=before,
        after=after,
        milestones=milestone_changes(before.milestones, after.milestones, cutoff_on),
        indicators=indicator_changes(before.indicators, after.indicators),
        cost=cost_change(before, after),
        promises=after.checks or [StepCheck(text) for text in before.next_steps],
    )


def _gone(rows: Sequence[Row], after: CycleDocument) -> list[Gone]:
    waived = {row.measure_id: row for row in after.measures if row.state == WAIVED}
    fates = _fates([row.measure_id for row in rows], until=after.cycle.cutoff_on)
    return [_gone_row(row, waived.get(row.measure_id), fates.get(row.measure_id)) for row in rows]


def _gone_row(row: Row, waived: Row | None, fate: "tuple[str, str] | None") -> Gone:
    state, into = fate or (row.measure_state, "")
    if waived:
        state, into = waived.measure_state, waived.merged_into or into
    return Gone(row, state, into, waived.waived_reason if waived else "")


def _fates(measures: Sequence[str], *, until: date) -> dict[str, tuple[str, str]]:
    """The state each of them had on the evening of that day, and the number it was merged into by then."""
    moves = MeasureStateChange.objects.filter(
        measure__in=[UUID(key) for key in measures], at__date__lt=until + timedelta(days=1)
    )
    # Everybody reads a comparison: what is hidden today is not named.
    target = Measure.objects.public().filter(pk=OuterRef("measure__merged_into"))
    told = moves.annotate(into=Subquery(target.values("number")))
    last = told.order_by("at", "pk").values_list("measure_id", "new_state", "into")
    return {str(key): (state, _if_merged(state, into)) for key, state, into in last}


def _if_merged(state: str, into: str | None) -> str:
    return into or "" if state == Measure.State.MERGED else ""


def _flows(both: Sequence[tuple[Row, Row]], new: Sequence[Row], gone: Sequence[Row]) -> list[Flow]:
    """Every way that a measure took, in the order of SHOWN; ways that nobody took are left out."""
    ways: dict[tuple[str, str], list[Row]] = defaultdict(list)
    for older, newer in both:
        ways[shown(older), shown(newer)].append(newer)
    for row in new:
        ways[ABSENT, shown(row)].append(row)
    for row in gone:
        ways[shown(row), ABSENT].append(row)
    order = {value: place for place, value in enumerate(SHOWN)}
    ordered = sorted(ways, key=lambda way: (order[way[0]], order[way[1]]))
    return [Flow(*way, ways[way]) for way in ordered]
