"""What a report on one measure is about: what was promised, what the profile knows, and what follows from it."""

import copy
from dataclasses import dataclass
from datetime import date

from measures import periods
from measures.documents import IndicatorFact, MilestoneFact
from measures.figures import Figures, StepCheck, ValueReport, checks_of, figures_of
from measures.judging import Judgement, judge
from measures.models import (
    Assessment,
    CostLine,
    Indicator,
    IndicatorValue,
    Milestone,
    SurveySource,
)
from measures.queries.collecting import costs_by_year, indicator_fact
from measures.queries.corrections import as_corrected


@dataclass(frozen=True)
class Sheet:
    """The profile of a measure as its report needs it; ``figures`` is what was reported so far."""

    assessment: Assessment
    today: date
    figures: Figures
    checks: list[StepCheck]
    milestones: list[Milestone]
    indicators: list[Indicator]
    # Values that count, the oldest first, by primary key of the indicator.
    values: dict[int, list[IndicatorValue]]
    cost_lines: list[CostLine]
    # Indicators that take their values from a survey: nobody types them.
    surveyed: frozenset[int]
    # When the last report expected milestones, by primary key as text: said once, it holds until somebody says more.
    expected: dict[str, date]

    @property
    def on(self) -> date:
        """The day the report speaks of: the cut-off day, or today while that is still to come."""
        return min(self.assessment.cycle.cutoff_on, self.today)

    def latest(self, indicator: Indicator) -> IndicatorValue | None:
        """The last value up to the day the report speaks of."""
        told = [entry for entry in self.values.get(indicator.pk, []) if entry.on <= self.on]
        return told[-1] if told else None

    def value_of(self, indicator: Indicator, day: date) -> IndicatorValue | None:
        """What the profile says for exactly this day."""
        entries = self.values.get(indicator.pk, [])
        return next((entry for entry in entries if entry.on == day), None)


def sheet_of(assessment: Assessment, *, today: date) -> Sheet:
    """A fixed number of queries, however much hangs on the measure."""
    measure = assessment.measure
    indicators = list(measure.indicators.all())
    values: dict[int, list[IndicatorValue]] = {}
    for entry in IndicatorValue.objects.current().filter(indicator__in=indicators).order_by("on"):
        values.setdefault(entry.indicator_id, []).append(entry)
    surveyed = SurveySource.objects.filter(indicator__in=indicators)
    return Sheet(
        assessment=assessment,
        today=today,
        figures=figures_of(assessment.figures),
        checks=checks_of(assessment.checks),
        milestones=list(measure.milestones.all()),
        indicators=indicators,
        values=values,
        cost_lines=list(measure.cost_lines.all()),
        surveyed=frozenset(surveyed.values_list("indicator", flat=True)),
        expected=_expected_before(assessment),
    )


def _expected_before(assessment: Assessment) -> dict[str, date]:
    last = last_report(assessment)
    told = figures_of(last.figures).milestones if last else {}
    return {key: said.expected_on for key, said in told.items() if said.expected_on}


def proposal_of(sheet: Sheet, figures: Figures) -> Judgement | None:
    """The light that the profile speaks for once these figures are taken into it; None if nothing can be told."""
    measure = sheet.assessment.measure
    return judge(
        on=sheet.on,
        state=measure.state,
        ends_on=periods.planned(measure).ends,
        milestones=[_milestone(step, sheet, figures) for step in sheet.milestones],
        indicators=[_indicator(sheet, row, figures) for row in sheet.indicators],
        costs=costs_by_year([_cost_line(line, figures) for line in sheet.cost_lines]),
    )


def last_report(assessment: Assessment) -> Assessment | None:
    """What was said of the measure in the last closed cycle that has a report, as corrected since."""
    earlier = Assessment.objects.filter(
        measure=assessment.measure_id,
        state=Assessment.State.ACCEPTED,
        cycle__state="closed",
        cycle__cutoff_on__lt=assessment.cycle.cutoff_on,
    )
    found = earlier.select_related("cycle", "measure").order_by("-cycle__cutoff_on")[:1]
    return next(iter(as_corrected(found)), None)


def _milestone(step: Milestone, sheet: Sheet, figures: Figures) -> MilestoneFact:
    key = str(step.pk)
    said = figures.milestones.get(key)
    return MilestoneFact(
        id=str(step.pk),
        title=step.title,
        due_on=step.due_on,
        done_on=step.done_on or (said.done_on if said else None),
        expected_on=said.expected_on if said else sheet.expected.get(key),
        waived_reason=step.waived_reason,
    )


def _indicator(sheet: Sheet, row: Indicator, figures: Figures) -> IndicatorFact:
    entry, said = sheet.latest(row), figures.values.get(str(row.pk), ValueReport())
    if said.value is not None and said.on and (entry is None or said.on >= entry.on):
        entry = IndicatorValue(indicator=row, on=said.on, value=said.value)
    return indicator_fact(row, entry, said.none_because)


def _cost_line(line: CostLine, figures: Figures) -> CostLine:
    said = copy.copy(line)
    said.actual_eur = figures.costs.get(str(line.pk), line.actual_eur)
    return said
