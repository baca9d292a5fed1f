"""Milestones up to the cut-off day of a cycle, and those of the year after it."""

from collections.abc import Iterator
from datetime import date

from measures.documents import MilestoneFact, Row
from measures.queries.readings import Reading
from measures.timeliness import months_after
from smartregion.reports.queries.materials.evaluation.reports import named
from smartregion.reports.queries.materials.registry import Content

AHEAD_MONTHS = 12
Step = tuple[Row, MilestoneFact]


def milestones_in(reading: Reading) -> Content:
    """All lists in the order of their days; a milestone may be overdue and postponed at once."""
    cutoff_on = reading.document.cycle.cutoff_on
    steps = list(_steps(reading))
    known = _known_before(reading)
    since = reading.earlier.cutoff_on if reading.earlier else date.min
    opened = [step for step in steps if not step[1].done_on and not step[1].waived_reason]
    horizon = months_after(cutoff_on, AHEAD_MONTHS)
    return {
        # Of how many measures milestones were only counted and not kept, as first cycles did.
        "unknown": sum(1 for one in reading.asked if one.row.milestones is None),
        "until": horizon,
        "reached": _listed(
            [step for step in steps if _is_newly_reached(step, known, since)], known
        ),
        "overdue": _listed([step for step in opened if step[1].due_on < cutoff_on], known),
        "postponed": _listed([step for step in opened if _is_postponed(step, known)], known),
        "given_up": _listed([step for step in steps if _is_newly_waived(step, known)], known),
        "next": _listed([step for step in opened if cutoff_on <= _day(step) <= horizon], known),
    }


def _steps(reading: Reading) -> Iterator[Step]:
    for one in reading.asked:
        for step in one.row.milestones or ():
            yield one.row, step


def _known_before(reading: Reading) -> dict[str, MilestoneFact]:
    pairs = reading.earlier.comparison.pairs if reading.earlier else ()
    return {step.id: step for pair in pairs for step in pair.before.milestones or ()}


def _day(step: Step) -> date:
    """When it is expected, as far as anybody knows."""
    return step[1].expected_on or step[1].due_on


def _is_newly_reached(step: Step, known: dict[str, MilestoneFact], since: date) -> bool:
    """Of one that the earlier cycle did not know, the day alone tells."""
    done_on, before = step[1].done_on, known.get(step[1].id)
    if done_on is None:
        return False
    return before.done_on is None if before else done_on > since


def _is_newly_waived(step: Step, known: dict[str, MilestoneFact]) -> bool:
    before = known.get(step[1].id)
    return bool(step[1].waived_reason) and not (before and before.waived_reason)


def _is_postponed(step: Step, known: dict[str, MilestoneFact]) -> bool:
    before = known.get(step[1].id)
    return _day(step) > (before.due_on if before else step[1].due_on)


def _listed(steps: list[Step], known: dict[str, MilestoneFact]) -> list[Content]:
    ordered = sorted(steps, key=lambda step: (step[1].done_on or _day(step), step[0].number))
    return [_milestone(step, known) for step in ordered]


def _milestone(step: Step, known: dict[str, MilestoneFact]) -> Content:
    row, fact = step
    before = known.get(fact.id)
    return {
        **named(row),
        "step": fact.title,
        "due_on": fact.due_on,
        "due_before": before.due_on if before and before.due_on != fact.due_on else None,
        "expected_on": fact.expected_on,
        "done_on": fact.done_on,
        "waived_reason": fact.waived_reason,
    }
