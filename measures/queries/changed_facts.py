"""What changed in the facts of one measure from one cycle to the next: milestones, indicators, cost."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.documents import IndicatorFact, MilestoneFact, Row
from measures.models import Indicator
from measures.spoken import said

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

    def __bool__(self) -> bool:
        """Whether one of the amounts is another one than before."""
        before = self.planned_before, self.actual_before
        return before != (self.planned_after, self.actual_after)


def milestone_changes(
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


def indicator_changes(
    before: Sequence[IndicatorFact] | None, after: Sequence[IndicatorFact] | None
) -> list[IndicatorChange]:
    known = {fact.id: fact for fact in before or ()}
    return [IndicatorChange(known.get(fact.id), fact) for fact in after or ()]


def cost_change(before: Row, after: Row) -> CostChange | None:
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


def _said(fact: IndicatorFact) -> str:
    return said(fact.value, kind=fact.kind, unit=fact.unit, scale=fact.scale)
