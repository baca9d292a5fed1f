"""Indicators of measures and objectives, with the values that were entered over the years."""

from datetime import date, timedelta
from decimal import Decimal

from measures.actions.indicator_values import correct_value, enter_value
from measures.actions.indicators import add_indicator, change_indicator
from measures.models import Indicator, Measure
from smartregion.accounts.models import User
from smartregion.demo import reader
from smartregion.demo.loaders.measures import Stock
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record

# Described together with the profiles; figures are known some days after the day they tell of.
DESCRIBED_ON = date(2023, 3, 20)
KNOWN_AFTER = timedelta(days=9)
PLAIN = ("name", "level", "kind", "unit", "scale", "direction", "source", "interval")


def load_indicators(stock: Stock) -> None:
    """Describe what is observed, then let the years bring the values."""
    measures = {
        measure.number: measure for measure in Measure.objects.select_related("responsible")
    }
    for record in reader.read("measure_indicators")["indicator"]:
        measure = measures.get(record.get("measure", ""))
        indicator = _described(record, measure, stock)
        person = (measure.responsible if measure else None) or stock.office
        _enter_values(indicator, record, person)


def _described(record: Record, measure: Measure | None, stock: Stock) -> Indicator:
    """Where it began may have become known later than the indicator was thought of."""
    baseline, began_on = _value_and_day(record.get("baseline"))
    target, target_on = _value_and_day(record.get("target"))
    is_known = began_on is None or began_on <= DESCRIBED_ON
    began = {"baseline": baseline, "baseline_on": began_on}
    indicator = add_indicator(
        measure=measure,
        objective=None if measure else stock.elements[record["objective"]],
        target=target,
        target_on=target_on,
        is_example=True,
        by=stock.office,
        at=at_ten(DESCRIBED_ON),
        **{name: record[name] for name in PLAIN if name in record},
        **(began if is_known else {}),
    )
    if is_known or began_on is None:
        return indicator
    return change_indicator(
        indicator=indicator, by=stock.office, at=at_ten(began_on), lock_version=1, **began
    )


def _enter_values(indicator: Indicator, record: Record, by: User) -> None:
    for on, value, *note in record.get("values", []):
        enter_value(
            indicator=indicator, by=by, at=at_ten(on + KNOWN_AFTER), on=on, value=_number(value),
            note=note[0] if note else "",
        )  # fmt: skip
    for on, wrong, right, reason in record.get("corrected", []):
        at = at_ten(on + KNOWN_AFTER)
        entry = enter_value(indicator=indicator, by=by, at=at, on=on, value=_number(wrong))
        correct_value(entry=entry, by=by, at=at + KNOWN_AFTER, value=_number(right), note=reason)


def _value_and_day(said: list[object] | None) -> tuple[Decimal | None, date | None]:
    if said is None:
        return None, None
    value, *day = said
    return _number(value), day[0] if day else None  # type: ignore[return-value]


def _number(value: object) -> Decimal:
    return Decimal(str(value))
