"""What a running cycle says at this moment, read from its rows: the document that closing it freezes.

The cut-off day decides: a milestone reached later, or a value observed later, is not in it. What was
not handed in says nothing, though somebody may have written half of it.
"""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date
from decimal import Decimal
from typing import Any

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone, translation

from measures.attainment import Reach, attainment
from measures.documents import (
    CycleDocument,
    Head,
    IndicatorFact,
    MilestoneFact,
    Place,
    Row,
    YearCost,
)
from measures.figures import Figures, Outcome, checks_of, figures_of
from measures.models import Assessment, CostLine, Cycle, Indicator, IndicatorValue, Measure
from smartregion.county.models import Municipality

Latest = dict[int, IndicatorValue]
NOTHING = Figures()


def collected(cycle: Cycle) -> CycleDocument:
    """Every measure that was asked about, in a number of queries that does not grow with them."""
    assessments = list(_assessments(cycle))
    latest = _latest_values(assessments, cycle.cutoff_on)
    return CycleDocument(
        cycle=head_of(cycle),
        measures=[_row(each, cycle.cutoff_on, latest) for each in assessments],
        labels=labels(),
    )


def head_of(cycle: Cycle) -> Head:
    return Head(
        title=cycle.title,
        slug=cycle.slug,
        strategy=str(cycle.strategy),
        cutoff_on=cycle.cutoff_on,
        due_on=cycle.due_on,
    )


def labels() -> dict[str, dict[str, str]]:
    """The words of this day for each code, German whichever language is read at the moment."""
    with translation.override(settings.LANGUAGE_CODE):
        kinds = {
            "lights": Assessment.Light,
            "states": Assessment.State,
            "decision_by": Assessment.DecisionBy,
            "measure_states": Measure.State,
            "kinds": Measure.Kind,
            "outcomes": Outcome,
            "reaches": Reach,
            "zones": Municipality.Zone,
        }
        return {
            name: {code: str(label) for code, label in kind.choices} for name, kind in kinds.items()
        }


def _assessments(cycle: Cycle) -> QuerySet[Assessment]:
    return (
        cycle.assessments.select_related(
            "measure__field__successor", "measure__lead", "measure__merged_into"
        )
        .prefetch_related(
            "measure__milestones",
            "measure__indicators",
            "measure__cost_lines",
            "measure__municipalities",
        )
        .order_by("measure__number")
    )


def _latest_values(assessments: Iterable[Assessment], cutoff_on: date) -> Latest:
    """The last value of each indicator up to the day, by primary key of the indicator."""
    measures = [each.measure_id for each in assessments]
    current = IndicatorValue.objects.current()
    entries = current.filter(indicator__measure__in=measures, on__lte=cutoff_on).order_by("on")
    return {entry.indicator_id: entry for entry in entries}


def _row(assessment: Assessment, cutoff_on: date, latest: Latest) -> Row:
    measure, field = assessment.measure, assessment.measure.field.today
    milestones = _milestones(assessment, cutoff_on)
    counted = [step for step in milestones if not step.waived_reason]
    return Row(
        measure_id=str(measure.pk),
        number=measure.number,
        title=measure.title,
        kind=measure.kind,
        is_key_project=measure.is_key_project,
        measure_state=measure.state,
        merged_into=measure.merged_into.number if measure.merged_into else "",
        field_position=field.position,
        field_number=field.number,
        field=field.name,
        lead=measure.lead.name if measure.lead else "",
        places=[_place(each) for each in measure.municipalities.all()],
        state=assessment.state,
        waived_reason=assessment.waived_reason,
        milestones_done=sum(1 for step in counted if step.done_on),
        milestones_total=len(counted),
        milestones=milestones,
        indicators=_indicators(assessment, latest),
        costs=costs_by_year(measure.cost_lines.all()),
        **_said(assessment),
    )


def _said(assessment: Assessment) -> dict[str, Any]:
    """What the report says; nothing before it is handed in."""
    if not assessment.is_reported:
        return {}
    day = assessment.submitted_at
    return {
        "light": assessment.light,
        "light_proposed": assessment.light_proposed,
        "light_reason": assessment.light_reason,
        "done_since": assessment.done_since,
        "next_steps": assessment.promises,
        "obstacles": assessment.obstacles,
        "decision_needed": assessment.decision_needed,
        "decision_by": assessment.decision_by,
        "reported_on": timezone.localdate(day) if day else None,
        "carried_over": list(assessment.carried_over),
        "checks": checks_of(assessment.checks),
    }


def _figures(assessment: Assessment) -> Figures:
    return figures_of(assessment.figures) if assessment.is_reported else NOTHING


def _milestones(assessment: Assessment, cutoff_on: date) -> list[MilestoneFact]:
    said = _figures(assessment).milestones
    return [
        MilestoneFact(
            id=str(step.pk),
            title=step.title,
            due_on=step.due_on,
            done_on=step.done_on if step.done_on and step.done_on <= cutoff_on else None,
            expected_on=said[key].expected_on if (key := str(step.pk)) in said else None,
            waived_reason=step.waived_reason,
        )
        for step in assessment.measure.milestones.all()
    ]


def _indicators(assessment: Assessment, latest: Latest) -> list[IndicatorFact]:
    said = _figures(assessment).values
    return [
        indicator_fact(
            each,
            latest.get(each.pk),
            said[key].none_because if (key := str(each.pk)) in said else "",
        )
        for each in assessment.measure.indicators.all()
    ]


def indicator_fact(
    row: Indicator, entry: IndicatorValue | None, none_because: str
) -> IndicatorFact:
    return IndicatorFact(
        id=str(row.pk),
        name=row.name,
        kind=row.kind,
        unit=row.unit,
        direction=row.direction,
        scale=list(row.scale),
        baseline=row.baseline,
        target=row.target,
        target_on=row.target_on,
        value=entry.value if entry else None,
        value_on=entry.on if entry else None,
        reach=attainment(row, entry.value if entry else None).reach,
        none_because=none_because,
        base_n=entry.base_n if entry else None,
        margin=entry.margin if entry else None,
    )


def costs_by_year(lines: Iterable[CostLine]) -> list[YearCost]:
    """By year, the oldest first; what is known of the actual cost, or None while nothing is."""
    years: dict[int, list[CostLine]] = defaultdict(list)
    for line in lines:
        years[line.year].append(line)
    return [
        YearCost(
            year=year,
            planned_eur=sum((line.planned_eur for line in inside), Decimal(0)),
            actual_eur=_known(line.actual_eur for line in inside),
        )
        for year, inside in sorted(years.items())
    ]


def _known(amounts: Iterable[Decimal | None]) -> Decimal | None:
    known = [amount for amount in amounts if amount is not None]
    return sum(known, Decimal(0)) if known else None


def _place(municipality: Municipality) -> Place:
    return Place(name=municipality.name, is_town=municipality.is_town, zone=municipality.zone)
