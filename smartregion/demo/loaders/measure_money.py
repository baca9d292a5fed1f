"""What the measures of the demo county cost, and the grants they hope for, have and had."""

from datetime import date
from decimal import Decimal

from measures.actions.costs import CostRow, set_cost_lines
from measures.actions.grants import add_grant
from measures.models import Measure
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record


def load_measure_money(*, by: User, on: date) -> None:
    """Write everything as it stands on a day; what happened before has its own dates."""
    measures = {measure.number: measure for measure in Measure.objects.all()}
    for number, record in reader.read("measure_money").items():
        _set_costs(measures[number], record, by, on)
        for grant in record.get("grants", []):
            _add_grant(measures[number], grant, by, on)


def _set_costs(measure: Measure, record: Record, by: User, on: date) -> None:
    rows = [
        CostRow(
            year=year,
            kind=kind,
            label=label,
            planned_eur=_euros(planned),
            actual_eur=_euros(*actual) if actual else None,
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
