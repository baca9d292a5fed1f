"""What a cycle says: the same document from its rows and from its snapshot."""

import dataclasses
from datetime import timedelta
from decimal import Decimal

import pytest

from measures.documents import CycleDocument, Row, YearCost, content_of_document, document_from
from measures.figures import (
    Figures,
    MilestoneReport,
    Outcome,
    StepCheck,
    ValueReport,
    stored_checks,
    stored_figures,
)
from measures.models import Assessment, Cycle, IndicatorValue, Measure
from measures.queries.documents import document_of, public_part
from smartregion.core.canonical import canonical_json
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    MilestoneFactory,
    reported,
)
from tests.pages import queries_of

pytestmark = pytest.mark.django_db
State = Assessment.State
LATER = DAY + timedelta(days=40)


def only_row(cycle: Cycle) -> Row:
    [row] = document_of(cycle).measures
    return row


def test_row_tells_words_figures_and_promises_of_a_report() -> None:
    checks = stored_checks([StepCheck("Räume mieten", Outcome.DONE, "im Mai")])
    assessment = reported(
        MeasureFactory(),
        "yellow",
        next_steps="- Kurse ausschreiben\n\n- Geräte kaufen",
        decision_needed="Der Kreistag muss die Stelle beschließen.",
        decision_by="assembly",
        checks=checks,
        carried_over=["obstacles"],
    )
    row = only_row(assessment.cycle)
    assert (row.light, row.is_reported, row.reported_on) == ("yellow", True, NOON.date())
    assert row.next_steps == ["Kurse ausschreiben", "Geräte kaufen"]
    assert (row.decision_by, row.carried_over) == ("assembly", ["obstacles"])
    assert row.checks == [StepCheck("Räume mieten", "done", "im Mai")]


@pytest.mark.parametrize("state", [State.REQUESTED, State.DRAFT, State.RETURNED, State.MISSING])
def test_what_was_not_handed_in_says_nothing(state: str) -> None:
    assessment = AssessmentFactory(state=state, light="red", done_since="Noch geheim")
    row = only_row(assessment.cycle)
    assert (row.state, row.light, row.done_since, row.reported_on) == (state, "", "", None)


def test_cutoff_day_decides_which_milestones_and_values_count() -> None:
    measure = MeasureFactory()
    reached = MilestoneFactory(measure=measure, done_on=DAY)
    later = MilestoneFactory(measure=measure, done_on=LATER)
    waived = MilestoneFactory(measure=measure, waived_reason="Es gibt kein Geld.")
    indicator = IndicatorFactory(measure=measure, baseline=Decimal(0), target=Decimal(10))
    for on, value in ((DAY, 4), (LATER, 10)):
        IndicatorValue.objects.create(indicator=indicator, on=on, value=value, entered_at=NOON)
    row = only_row(AssessmentFactory(measure=measure, cycle__cutoff_on=DAY).cycle)
    done = {step.id: step.done_on for step in row.milestones or []}
    assert done == {str(reached.pk): DAY, str(later.pk): None, str(waived.pk): None}
    assert (row.milestones_done, row.milestones_total) == (1, 2)
    [fact] = row.indicators or []
    assert (fact.value, fact.value_on, fact.reach) == (Decimal(4), DAY, "on_way")


def test_what_a_report_expects_stands_beside_the_fact() -> None:
    measure = MeasureFactory()
    step, indicator = MilestoneFactory(measure=measure), IndicatorFactory(measure=measure)
    figures = Figures(
        milestones={str(step.pk): MilestoneReport(expected_on=LATER)},
        values={str(indicator.pk): ValueReport(none_because="Wird erst im Herbst gezählt.")},
    )
    row = only_row(reported(measure, figures=stored_figures(figures)).cycle)
    assert [each.expected_on for each in row.milestones or []] == [LATER]
    assert [each.none_because for each in row.indicators or []] == ["Wird erst im Herbst gezählt."]


def test_cost_of_a_year_is_known_as_far_as_somebody_said_it() -> None:
    measure = MeasureFactory()
    for year, label, actual in (
        (2025, "Geräte", "80.50"),
        (2025, "Kurse", None),
        (2026, "Kurse", None),
    ):
        measure.cost_lines.create(
            year=year, kind="expense", label=label, planned_eur=100, actual_eur=actual
        )
    assert only_row(AssessmentFactory(measure=measure).cycle).costs == [
        YearCost(2025, Decimal(200), Decimal("80.50")),
        YearCost(2026, Decimal(100), None),
    ]


def test_merged_measure_names_where_it_went() -> None:
    target = MeasureFactory()
    gone = MeasureFactory(
        field=target.field, state="merged", state_reason="Gehört dazu.", merged_into=target
    )
    waived = AssessmentFactory(measure=gone, state=State.WAIVED, waived_reason="Gehört dazu.")
    row = only_row(waived.cycle)
    assert (row.merged_into, row.waived_reason) == (target.number, "Gehört dazu.")


def _county_of(count: int) -> Cycle:
    cycle = CycleFactory()
    for _each in range(count):
        measure = MeasureFactory(strategy=cycle.strategy)
        measure.municipalities.add(MunicipalityFactory())
        MilestoneFactory(measure=measure)
        IndicatorValue.objects.create(
            indicator=IndicatorFactory(measure=measure), on=DAY, value=1, entered_at=NOON
        )
        measure.cost_lines.create(year=2025, kind="staff", label="Stelle", planned_eur=1)
        AssessmentFactory(measure=measure, cycle=cycle)
    return cycle


def test_collecting_asks_as_often_for_three_measures_as_for_one() -> None:
    one, three = _county_of(1), _county_of(3)
    assert queries_of(lambda: document_of(one)) == queries_of(lambda: document_of(three))


def test_document_comes_back_as_it_was_frozen() -> None:
    document = document_of(_county_of(2))
    content = content_of_document(document)
    assert canonical_json(content)
    assert document_from(content, 2) == document
    assert document.labels["lights"]["green"] == "im Plan"


def test_unknown_shape_is_refused() -> None:
    with pytest.raises(KeyError):
        document_from(content_of_document(document_of(CycleFactory())), 3)


def _numbers(document: CycleDocument) -> list[str]:
    return [row.number for row in document.measures]


@pytest.mark.behaviour("M20")
def test_public_part_shows_what_is_public_today() -> None:
    target = MeasureFactory()
    gone = MeasureFactory(
        field=target.field, state="merged", state_reason="Gehört dazu.", merged_into=target
    )
    waived = AssessmentFactory(measure=gone, state=State.WAIVED, waived_reason=f"In „{target}“.")
    document = document_of(waived.cycle)
    assert public_part(document) == document
    Measure.objects.filter(pk=target.pk).update(is_public=False)
    [row] = public_part(document).measures
    assert row == dataclasses.replace(document.measures[0], merged_into="", waived_reason="")
    Measure.objects.filter(pk=gone.pk).update(is_public=False)
    assert _numbers(public_part(document)) == []
