"""What the measures of the demo county cost, and the grants they hope for, have and had."""

from collections.abc import Iterator
from datetime import date
from decimal import Decimal

from measures.actions.costs import CostRow, set_cost_lines
from measures.actions.grants import add_grant
from measures.models import Measure
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record


def book_costs(*, by: User, on: date) -> None:
    """What is planned, and what was spent in the years that are over on a day."""
    for measure, record in _records():
        _set_costs(measure, record, by, on)


def load_grants(*, by: User, on: date) -> None:
    """Write them as they stand on a day; what happened before has its own dates."""
    for measure, record in _records():
        for grant in record.get("grants", []):
            _add_grant(measure, grant, by, on)


def _records() -> Iterator[tuple[Measure, Record]]:
    measures = {measure.number: measure for measure in Measure.objects.all()}
    for number, record in reader.read("measure_money").items():
        yield measures[number], record


def _set_costs(measure: Measure, record: Record, by: User, on: date) -> None:
    rows = [
        CostRow(
            year=year,
            kind=kind,
            label=label,
            planned_eur=_euros(planned),
            actual_eur=_euros(*actual) if actual and date(year, 12, 31) <= on else None,
            budget_line=record.get("account", ""),
        )
        for year, kind, label, planned, *actual in record.get("costs", [])
    ]
    if rows:
        lock = _version(measure)
        set_cost_lines(measure=measure, by=by, at=at_ten(on), lock_version=lock, rows=rows)


def _add_grant(measure: Measure, record: Record, by: User, on: date) -> None:
    amounts = {"amount_eur": _euros(record["amount"])}
    if "rate" in record:
        amounts["rate"] = _euros(record["rate"])
    said = {name: value for name, value in record.items() if name not in {"amount", "rate"}}
    lock = _version(measure)
    add_grant(measure=measure, by=by, at=at_ten(on), lock_version=lock, **amounts, **said)


def _euros(amount: float) -> Decimal:
    return Decimal(str(amount))


def _version(measure: Measure) -> int:
    measure.refresh_from_db(fields=["lock_version"])
    return measure.lock_version
