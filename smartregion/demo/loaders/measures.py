"""Measures as the topic workshops left them, with what hangs on them and where they come from."""

from dataclasses import dataclass
from datetime import date

from measures.actions import (
    add_origin,
    create_measure,
    set_guidelines,
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

# When the profiles were written down, after the topic workshops.
PROPOSED_AT = at_ten(date(2022, 11, 30))
# When the workshops had been evaluated and most proposals worked out.
WORKED_OUT_AT = at_ten(date(2023, 3, 31))


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
        lock_version=version_of(measure),
        parties=parties,
    )


def _set_guidelines(measure: Measure, record: Record, stock: Stock) -> None:
    levels = {stock.elements[slug]: (level, reason) for slug, level, reason in record["guidelines"]}
    set_guidelines(
        measure=measure,
        by=stock.office,
        at=PROPOSED_AT,
        lock_version=version_of(measure),
        levels=levels,
    )


def version_of(measure: Measure) -> int:
    measure.refresh_from_db(fields=["lock_version"])
    return measure.lock_version


def measures_and_records() -> list[tuple[Measure, Record]]:
    measures = {measure.number: measure for measure in Measure.objects.all()}
    return [(measures[record["number"]], record) for record in reader.measures()]


# -- where they come from ----------------------------------------------------------------------
def name_origins(stock: Stock, contributions: dict[str, Contribution]) -> None:
    """Tie measures to the workshops, survey questions and contributions they grew from."""
    for measure, record in measures_and_records():
        for kind, *rest in record["origins"]:
            is_contribution = kind == Origin.Kind.CONTRIBUTION
            add_origin(
                measure=measure,
                kind=kind,
                contribution=contributions[rest[0]] if is_contribution else None,
                note=rest[-1],
                by=stock.office,
                at=WORKED_OUT_AT,
            )
