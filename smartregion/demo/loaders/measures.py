"""Measures and their two evaluation cycles, lived through in the order of the calendar.

The closed cycle freezes what was true at its cut-off date, so the measures are led there first,
and to the present afterwards.
"""

from dataclasses import dataclass
from datetime import date

from measures.actions import (
    MilestoneRow,
    add_origin,
    create_measure,
    move_measure,
    set_guidelines,
    set_milestones,
    set_parties,
)
from measures.models import Measure, Origin
from participation.contributions.models import Contribution
from smartregion.accounts.models import User
from smartregion.county.models import Municipality, Organisation
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Element, Strategy

State = Measure.State

# What lies between proposal and present state, and when most measures took which step.
WAYS: dict[State, tuple[State, ...]] = {
    State.PROPOSED: (),
    State.REJECTED: (State.REJECTED,),
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
    State.APPROVED: date(2024, 5, 23),
}
# When the profiles were written down, after the topic workshops.
PROPOSED_AT = at_ten(date(2022, 11, 30))
DAY_FIELDS = {
    State.RUNNING: "started_on",
    State.COMPLETED: "ended_on",
    State.CANCELLED: "ended_on",
}


@dataclass(frozen=True)
class Stock:
    """What measures refer to, by slug."""

    elements: dict[str, Element]
    organisations: dict[str, Organisation]
    municipalities: dict[str, Municipality]
    people: dict[str, User]

    @property
    def office(self) -> User:
        return self.people["stabsstelle"]


def stock_of(strategy: Strategy, people: dict[str, User]) -> Stock:
    return Stock(
        elements={element.slug: element for element in strategy.elements.all()},
        organisations=Organisation.objects.in_bulk(field_name="slug"),
        municipalities=Municipality.objects.in_bulk(field_name="slug"),
        people=people,
    )


def propose_measures(stock: Stock) -> None:
    """Write the profiles, as the topic workshops left them."""
    for record in reader.measures():
        measure = create_measure(
            field=stock.elements[record["field"]],
            further_fields=[stock.elements[slug] for slug in record.get("further_fields", [])],
            lead=stock.organisations[record["lead"]],
            responsible=stock.people[record["responsible"]],
            municipalities=_served(record, stock),
            is_key_project=record.get("key_project", False),
            is_example=True,
            by=stock.office,
            **{name: record[name] for name in PLAIN if name in record},
        )
        _set_parties(measure, record, stock)
        _set_guidelines(measure, record, stock)


PLAIN = (
    "number", "title", "summary", "body", "kind", "target_groups",
    "starts_on", "ends_on", "cost_eur",
)  # fmt: skip


def _served(record: Record, stock: Stock) -> list[Municipality]:
    return [
        stock.municipalities[slug]
        for slug in reader.served_municipalities(record["municipalities"])
    ]


def _set_parties(measure: Measure, record: Record, stock: Stock) -> None:
    parties = [(stock.organisations[slug], part) for slug, part in record.get("parties", [])]
    set_parties(
        measure=measure,
        by=stock.office,
        at=PROPOSED_AT,
        lock_version=_version(measure),
        parties=parties,
    )


def _set_guidelines(measure: Measure, record: Record, stock: Stock) -> None:
    levels = {stock.elements[slug]: (level, reason) for slug, level, reason in record["guidelines"]}
    set_guidelines(
        measure=measure,
        by=stock.office,
        at=PROPOSED_AT,
        lock_version=_version(measure),
        levels=levels,
    )


def _version(measure: Measure) -> int:
    measure.refresh_from_db(fields=["lock_version"])
    return measure.lock_version


# -- through the calendar ----------------------------------------------------------------------
def lead_measures_to(day: date, stock: Stock) -> None:
    """Take all steps and reach all milestones up to a day."""
    for measure, record in _measures_and_records():
        _reach_milestones(measure, record, day, stock)
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
    move_measure(
        measure=measure,
        to=state,
        by=stock.office,
        at=at_ten(on),
        reason=record["state_reason"] if state in Measure.NEEDS_REASON else "",
        review_on=record.get("review_on") if state == State.DEFERRED else None,
    )


def _reach_milestones(measure: Measure, record: Record, day: date, stock: Stock) -> None:
    rows = [
        MilestoneRow(title, due_on, next((on for on in done if on <= day), None))
        for title, due_on, *done in record["milestones"]
    ]
    set_milestones(
        measure=measure,
        by=stock.office,
        at=at_ten(day),
        lock_version=_version(measure),
        rows=rows,
    )
    measure.refresh_from_db()


def _measures_and_records() -> list[tuple[Measure, Record]]:
    measures = {measure.number: measure for measure in Measure.objects.all()}
    return [(measures[record["number"]], record) for record in reader.measures()]


# -- where they come from ----------------------------------------------------------------------
def name_origins(stock: Stock, contributions: dict[str, Contribution]) -> None:
    """Tie measures to the workshops, survey questions and contributions they grew from."""
    for measure, record in _measures_and_records():
        for kind, *rest in record["origins"]:
            is_contribution = kind == Origin.Kind.CONTRIBUTION
            add_origin(
                measure=measure,
                kind=kind,
                contribution=contributions[rest[0]] if is_contribution else None,
                note=rest[-1],
                by=stock.office,
                at=at_ten(USUAL_DAYS[State.QUALIFIED]),
            )
