"""The life of the measures, led through the calendar.

A closed cycle freezes what was true at its cut-off date, so the measures are led to each of these days,
and to the present at last.
"""

from collections.abc import Collection
from datetime import date
from typing import Any

from measures.actions import MilestoneRow, merge_measure, move_measure, set_milestones
from measures.models import Measure
from smartregion.demo.loaders.measures import Stock, measures_and_records, version_of
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Resolution

State = Measure.State

# What lies between proposal and present state, and when most measures took which step.
WAYS: dict[State, tuple[State, ...]] = {
    State.PROPOSED: (),
    State.REJECTED: (State.REJECTED,),
    State.MERGED: (State.MERGED,),
    State.QUALIFIED: (State.QUALIFIED,),
    State.PRIORITISED: (State.QUALIFIED, State.PRIORITISED),
    State.APPROVED: (State.QUALIFIED, State.PRIORITISED, State.APPROVED),
}
WAYS[State.DEFERRED] = (*WAYS[State.APPROVED], State.DEFERRED)
WAYS[State.RUNNING] = (*WAYS[State.APPROVED], State.RUNNING)
WAYS[State.COMPLETED] = (*WAYS[State.RUNNING], State.COMPLETED)
WAYS[State.CANCELLED] = (*WAYS[State.RUNNING], State.CANCELLED)
USUAL_DAYS = {
    State.QUALIFIED: date(2023, 3, 31),
    State.PRIORITISED: date(2024, 2, 15),
    State.REJECTED: date(2024, 2, 15),
    State.MERGED: date(2024, 2, 15),
    State.APPROVED: date(2024, 5, 23),
}
DAY_FIELDS = {
    State.RUNNING: "started_on",
    State.COMPLETED: "ended_on",
    State.CANCELLED: "ended_on",
}


def lead_measures_to(day: date, stock: Stock, *, untold: Collection[tuple[str, str]] = ()) -> None:
    """Take all steps and reach all milestones up to a day, but those (number, title) that a report tells of."""
    for measure, record in measures_and_records():
        if measure.state == State.MERGED:
            continue
        _reach_milestones(measure, record, day, stock, untold)
        for state, on in way_of(record):
            if on <= day and _is_next(measure, state, record):
                _take_step(measure, state, on, record, stock)


def way_of(record: Record) -> list[tuple[State, date]]:
    """The steps of a measure from proposal to present state, with their days."""
    way = WAYS[State(record["state"])]
    return [(state, _day_of(state, record)) for state in way]


def _day_of(state: State, record: Record) -> date:
    name = DAY_FIELDS.get(state, f"{state.value}_on")
    return record.get(name) or USUAL_DAYS[state]


def _is_next(measure: Measure, state: State, record: Record) -> bool:
    """Whether this step was not taken at an earlier stop in the calendar."""
    way = [State.PROPOSED, *WAYS[State(record["state"])]]
    return way.index(state) == way.index(State(measure.state)) + 1


def _take_step(measure: Measure, state: State, on: date, record: Record, stock: Stock) -> None:
    if state == State.MERGED:
        merge_measure(
            measure=measure,
            into=Measure.objects.get(number=record["merged_into"]),
            reason=record["state_reason"],
            by=stock.office,
            at=at_ten(on),
        )
        return
    move_measure(
        measure=measure,
        to=state,
        by=stock.office,
        at=at_ten(on),
        reason=record["state_reason"] if state in Measure.NEEDS_REASON else "",
        **_said(state, on, record),
    )


def _said(state: State, on: date, record: Record) -> dict[str, Any]:
    """What a step is told beside its reason."""
    if state == State.APPROVED and record.get("approved_by_head"):
        return {"head_decided_on": on}
    if state == State.APPROVED:
        return {"resolution": Resolution.objects.get(decided_on=on)}
    return {"review_on": record["review_on"]} if state == State.DEFERRED else {}


def _reach_milestones(
    measure: Measure, record: Record, day: date, stock: Stock, untold: Collection[tuple[str, str]]
) -> None:
    known = {step.title: step.pk for step in measure.milestones.all()}
    rows = [
        _milestone(*said, known=known, day=date.min if (measure.number, said[0]) in untold else day)
        for said in record["milestones"]
    ]
    set_milestones(
        measure=measure,
        by=stock.office,
        at=at_ten(day),
        lock_version=version_of(measure),
        rows=rows,
    )
    measure.refresh_from_db()


def _milestone(
    title: str, due_on: date, *said: date | str, known: dict[str, int], day: date
) -> MilestoneRow:
    """After the two days: the day it was reached, a link that proves it, or why it was given up."""
    words = [each for each in said if isinstance(each, str)]
    links = [each for each in words if each.startswith("https://")]
    reached = [each for each in said if isinstance(each, date) and each <= day]
    return MilestoneRow(
        title=title,
        due_on=due_on,
        done_on=reached[0] if reached else None,
        proof=links[0] if links and reached else "",
        waived_reason="".join(each for each in words if each not in links),
        pk=known.get(title),
    )
