"""Two evaluation cycles beside each other: what changed, what came, what went, and which promises were kept.

Both are read as their documents, so a comparison of closed cycles says the same for ever. Only why a
measure is not asked about any more is read from the history of its states, which nobody rewrites.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.documents import CycleDocument, Head, IndicatorFact, MilestoneFact, Row
from measures.figures import Outcome, StepCheck
from measures.models import Assessment, Indicator, Measure, MeasureStateChange
from measures.queries.lights import Light, light
from measures.spoken import said

MISSING, WAIVED = Assessment.State.MISSING, Assessment.State.WAIVED
# In the flow of lights: what the older cycle, or the newer one, did not ask about.
ABSENT = "absent"
SHOWN = (*Assessment.Light, MISSING, ABSENT)
# The answer to a promise that nobody gave.
UNANSWERED = ""
TRENDS = {
    "better": gettext_lazy("besser"),
    "worse": gettext_lazy("schlechter"),
    "same": gettext_lazy("unverändert"),
}


@dataclass(frozen=True)
class MilestoneChanges:
    """Milestones of one measure from one cut-off day to the other."""

    reached: list[MilestoneFact]
    # Due by the newer cut-off day, and neither reached nor given up.
    missed: list[MilestoneFact]
    # With a later day than before, or expected later than due.
    postponed: list[MilestoneFact]
    added: list[MilestoneFact]
    waived: list[MilestoneFact]

    def __bool__(self) -> bool:
        return any((self.reached, self.missed, self.postponed, self.added, self.waived))


@dataclass(frozen=True)
class IndicatorChange:
    """One indicator in both cycles; ``before`` is None where it is new."""

    before: IndicatorFact | None
    after: IndicatorFact

    @property
    def difference(self) -> Decimal | None:
        """How much the value rose; None unless both cycles have one."""
        if self.before is None or self.before.value is None or self.after.value is None:
            return None
        return self.after.value - self.before.value

    @property
    def trend(self) -> str:
        """``better``, ``worse``, ``same``, or empty where it cannot be told."""
        if self.difference is None:
            return ""
        if not self.difference:
            return "same"
        is_better = (self.difference > 0) == (self.after.direction == Indicator.Direction.RISING)
        return "better" if is_better else "worse"

    @property
    def said_before(self) -> str:
        """The value as people say it; "–" for none."""
        return _said(self.before) if self.before else "–"

    @property
    def said_after(self) -> str:
        return _said(self.after)

    @property
    def said_target(self) -> str:
        fact = self.after
        return said(fact.target, kind=fact.kind, unit=fact.unit, scale=fact.scale)

    @property
    def trend_label(self) -> str:
        """What one can say about it in a word or two."""
        if self.after.value is None:
            return _("keine Daten")
        if self.difference is None:
            return _("erster Wert")
        return _("kein neuer Wert") if self.is_stale else str(TRENDS[self.trend])

    @property
    def is_stale(self) -> bool:
        """Whether nothing newer was observed: the value is of the same day as last time."""
        return self.before is not None and self.before.value_on == self.after.value_on


@dataclass(frozen=True)
class CostChange:
    """Cost of all years together, in euros; None where nothing is known."""

    planned_before: Decimal | None
    planned_after: Decimal | None
    actual_before: Decimal | None
    actual_after: Decimal | None

    @property
    def planned_difference(self) -> Decimal | None:
        if self.planned_before is None or self.planned_after is None:
            return None
        return self.planned_after - self.planned_before

    def __bool__(self) -> bool:
        """Whether one of the amounts is another one than before."""
        before = self.planned_before, self.actual_before
        return before != (self.planned_after, self.actual_after)


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


def _said(fact: IndicatorFact) -> str:
    return said(fact.value, kind=fact.kind, unit=fact.unit, scale=fact.scale)


def _asked(document: CycleDocument) -> dict[str, Row]:
    """Rows by measure, without those whose report was waived."""
    rows = sorted(document.measures, key=lambda row: row.number)
    return {row.measure_id: row for row in rows if row.state != WAIVED}


def _pair(before: Row, after: Row, cutoff_on: date) -> Pair:
    return Pair(
        before=before,
        after=after,
        milestones=_milestones(before.milestones, after.milestones, cutoff_on),
        indicators=_indicators(before.indicators, after.indicators),
        cost=_cost(before, after),
        promises=after.checks or [StepCheck(text) for text in before.next_steps],
    )


def _milestones(
    before: Sequence[MilestoneFact] | None, after: Sequence[MilestoneFact] | None, cutoff_on: date
) -> MilestoneChanges | None:
    if before is None or after is None:
        return None
    known = {step.id: step for step in before}
    opened = [step for step in after if not step.done_on and not step.waived_reason]
    return MilestoneChanges(
        reached=[step for step in after if step.done_on and not _was_done(known, step)],
        missed=[step for step in opened if step.due_on <= cutoff_on],
        postponed=[step for step in opened if _is_later(known.get(step.id), step)],
        added=[step for step in after if step.id not in known],
        waived=[step for step in after if step.waived_reason and not _was_waived(known, step)],
    )


def _was_done(known: Mapping[str, MilestoneFact], step: MilestoneFact) -> bool:
    return step.id in known and known[step.id].done_on is not None


def _was_waived(known: Mapping[str, MilestoneFact], step: MilestoneFact) -> bool:
    return step.id in known and bool(known[step.id].waived_reason)


def _is_later(before: MilestoneFact | None, step: MilestoneFact) -> bool:
    promised = before.due_on if before else step.due_on
    return (step.expected_on or step.due_on) > promised


def _indicators(
    before: Sequence[IndicatorFact] | None, after: Sequence[IndicatorFact] | None
) -> list[IndicatorChange]:
    known = {fact.id: fact for fact in before or ()}
    return [IndicatorChange(known.get(fact.id), fact) for fact in after or ()]


def _cost(before: Row, after: Row) -> CostChange | None:
    if before.costs is None or after.costs is None:
        return None
    return CostChange(*_planned(before, after), *_actual(before, after))


def _planned(*rows: Row) -> list[Decimal | None]:
    return [_sum(year.planned_eur for year in row.costs or ()) for row in rows]


def _actual(*rows: Row) -> list[Decimal | None]:
    return [_sum(year.actual_eur for year in row.costs or ()) for row in rows]


def _sum(amounts: Iterable[Decimal | None]) -> Decimal | None:
    """Of what is known; None where nothing is."""
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal()) if known else None


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
