"""Money of the measures in a cycle: cost by year as the cycle holds it, grants as they stand today."""

from datetime import date

from measures.documents import Row
from measures.models import Measure
from measures.queries.deadlines import Deadline, deadlines_of
from measures.queries.grants import GrantLine, grant_lines
from measures.queries.readings import Reading, Report
from smartregion.reports.queries.materials.evaluation.reports import light_in, named
from smartregion.reports.queries.materials.registry import Content


def costs_in(reading: Reading) -> list[Content] | None:
    """By measure and year; null where the cycle did not keep costs yet."""
    if any(one.row.costs is None for one in reading.asked):
        return None
    before = _planned_before(reading)
    return [
        {
            **named(one.row),
            "field": f"{one.row.field_number} {one.row.field}".strip(),
            "planned_before": before.get(one.row.measure_id),
            "years": _years(one.row),
        }
        for one in reading.asked
    ]


def _years(row: Row) -> list[Content]:
    return [
        {"year": each.year, "planned": each.planned_eur, "actual": each.actual_eur}
        for each in sorted(row.costs or (), key=lambda each: each.year)
    ]


def _planned_before(reading: Reading) -> Content:
    """What the earlier cycle had planned for all years, of measures that both asked about."""
    pairs = reading.earlier.comparison.pairs if reading.earlier else ()
    return {
        pair.after.measure_id: pair.cost.planned_before for pair in pairs if pair.cost is not None
    }


def grants_in(reading: Reading, *, on: date) -> list[Content]:
    """Grants of these measures, with the days to keep as they are ahead on the day of the order."""
    told = {one.row.measure_id: one for one in reading.asked}
    measures = list(Measure.objects.filter(pk__in=told).order_by("number"))
    days: dict[int, list[Deadline]] = {}
    for each in deadlines_of([measure.pk for measure in measures], on=on):
        days.setdefault(each.grant_id, []).append(each)
    # By the numbers of today, which the lines have; printed are those of the cycle.
    by_number = {measure.number: told[str(measure.pk)] for measure in measures}
    return [
        _grant(line, days.get(line.grant.pk, []), by_number[line.number])
        for line in grant_lines(measures)
        if not line.grant.is_refused
    ]


def _grant(line: GrantLine, days: list[Deadline], one: Report) -> Content:
    grant = line.grant
    return {
        **named(one.row),
        "programme": grant.programme,
        "authority": grant.authority,
        "state": grant.state_label,
        "is_granted": grant.is_granted,
        "amount": grant.amount_eur,
        "light": light_in(one.light),
        "days": [
            {"label": each.label, "day": each.day, "left": each.left, "stage": each.stage}
            for each in days
        ],
    }
