"""What an accepted report says about milestones, values and costs goes into the profile, once."""

from datetime import timedelta
from decimal import Decimal

import pytest

from measures.actions import accept_assessment, return_assessment, submit_assessment
from measures.actions.costs import CostRow, set_cost_lines
from measures.actions.following import follow_measure
from measures.figures import Figures, MilestoneReport, ValueReport, stored_figures
from measures.models import Assessment, CostLine, Indicator, Measure, Milestone
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.notices.models import Notice
from tests.factories.dates import DAY, NOON
from tests.factories.measure_indicators import IndicatorFactory, observed
from tests.factories.measures import MeasureFactory, MilestoneFactory, reported

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
LATER = NOON + timedelta(days=2)


@pytest.fixture
def measure(db: None) -> Measure:
    return MeasureFactory()


@pytest.fixture
def step(measure: Measure) -> Milestone:
    return MilestoneFactory(measure=measure, title="Netz steht")


@pytest.fixture
def indicator(measure: Measure) -> Indicator:
    return IndicatorFactory(measure=measure, name="Orte")


@pytest.fixture
def line(measure: Measure) -> CostLine:
    return measure.cost_lines.create(year=2025, kind="staff", label="Stelle", planned_eur=100)


def report_with(measure: Measure, **figures: object) -> Assessment:
    return reported(measure, figures=stored_figures(Figures(**figures)))  # type: ignore[arg-type]


def test_figures_go_into_the_profile_with_history(
    measure: Measure, step: Milestone, indicator: Indicator, line: CostLine, office: User
) -> None:
    report = report_with(
        measure,
        milestones={str(step.pk): MilestoneReport(done_on=DAY)},
        values={str(indicator.pk): ValueReport(DAY, Decimal(12), "Zählung")},
        costs={str(line.pk): Decimal("80.50")},
    )
    assert accept_assessment(assessment=report, by=office, at=LATER) == []
    step.refresh_from_db()
    line.refresh_from_db()
    entry = indicator.entries.current().get()
    assert (step.done_on, line.actual_eur) == (DAY, Decimal("80.50"))
    assert (entry.on, entry.value, entry.source, entry.entered_by) == (
        DAY, Decimal(12), "Zählung", office,
    )  # fmt: skip
    assert entry.note.startswith(f"Meldung zum Zyklus „{report.cycle}“")
    fields = set(measure.field_changes.values_list("field", flat=True))
    assert fields == {"milestones", "indicators", "cost_lines"}


def test_before_acceptance_the_profile_knows_nothing(measure: Measure, step: Milestone) -> None:
    report_with(measure, milestones={str(step.pk): MilestoneReport(done_on=DAY)})
    step.refresh_from_db()
    assert step.done_on is None


def test_expected_day_is_no_fact_of_the_profile(
    measure: Measure, step: Milestone, office: User
) -> None:
    report = report_with(measure, milestones={str(step.pk): MilestoneReport(expected_on=DAY)})
    accept_assessment(assessment=report, by=office, at=LATER)
    assert Milestone.objects.get().done_on is None
    assert not measure.field_changes.exists()


def test_accepted_again_nothing_is_written_twice(
    measure: Measure, step: Milestone, indicator: Indicator, line: CostLine, office: User
) -> None:
    report = report_with(
        measure,
        milestones={str(step.pk): MilestoneReport(done_on=DAY)},
        values={str(indicator.pk): ValueReport(DAY, Decimal(12))},
        costs={str(line.pk): Decimal(80)},
    )
    accept_assessment(assessment=report, by=office, at=LATER)
    return_assessment(assessment=report, by=office, at=LATER, comment="Die Ampel passt nicht.")
    Assessment.objects.filter(pk=report.pk).update(state="submitted")
    assert accept_assessment(assessment=report, by=office, at=LATER) == []
    assert indicator.entries.count() == 1
    assert measure.field_changes.count() == 3


def test_what_no_longer_fits_is_left_out_and_named(
    measure: Measure, step: Milestone, indicator: Indicator, line: CostLine, office: User
) -> None:
    report = report_with(
        measure,
        milestones={str(step.pk): MilestoneReport(done_on=DAY), "999999": MilestoneReport(DAY)},
        values={str(indicator.pk): ValueReport(DAY, Decimal(12)), "999999": ValueReport(DAY, Decimal(1))},
        costs={"999999": Decimal(80)},
    )  # fmt: skip
    Milestone.objects.update(waived_reason="Es gibt kein Geld.")
    observed(indicator, 7, on=DAY)
    left_out = accept_assessment(assessment=report, by=office, at=LATER)
    already = (
        "Für den 15.06.2026 ist schon ein Wert eingetragen: 7\N{NO-BREAK SPACE}Orte. "
        "Ist er falsch, berichtigen Sie ihn."
    )
    assert [sentence.removeprefix(f"{measure.number}: ") for sentence in left_out] == [
        "Ein Meilenstein der Meldung steht nicht mehr im Steckbrief.",
        "Der Meilenstein „Netz steht“ ist im Steckbrief inzwischen anders vermerkt.",
        "Eine Kostenzeile der Meldung steht nicht mehr im Steckbrief.",
        f"Orte: {already}",
        "Eine Kennzahl der Meldung steht nicht mehr im Steckbrief.",
    ]
    assert Milestone.objects.get().done_on is None
    assert report.state == Assessment.State.ACCEPTED


def test_figures_of_another_measure_are_never_touched(measure: Measure, office: User) -> None:
    foreign = MilestoneFactory()
    report = report_with(measure, milestones={str(foreign.pk): MilestoneReport(done_on=DAY)})
    assert len(accept_assessment(assessment=report, by=office, at=LATER)) == 1
    foreign.refresh_from_db()
    assert foreign.done_on is None


def test_actual_cost_grows_from_report_to_report(
    measure: Measure, line: CostLine, office: User
) -> None:
    CostLine.objects.update(actual_eur=50)
    report = report_with(measure, costs={str(line.pk): Decimal(80)})
    accept_assessment(assessment=report, by=office, at=LATER)
    assert CostLine.objects.get().actual_eur == 80


def test_cost_line_that_was_rewritten_meanwhile_is_still_known(
    measure: Measure, line: CostLine, office: User
) -> None:
    """Whoever saves the cost table keeps the rows whose year, kind and name stay."""
    report = report_with(measure, costs={str(line.pk): Decimal(80)})
    rows = [
        CostRow(year=2026, kind="staff", label="Stelle", planned_eur=Decimal(200)),
        CostRow(year=2025, kind="staff", label="Stelle", planned_eur=Decimal(120)),
    ]
    set_cost_lines(
        measure=measure, by=office, at=NOON, lock_version=measure.lock_version, rows=rows
    )
    assert accept_assessment(assessment=report, by=office, at=LATER) == []
    amounts = measure.cost_lines.values_list("year", "planned_eur", "actual_eur")
    assert list(amounts) == [(2025, 120, 80), (2026, 200, None)]


def test_open_form_of_the_profile_meets_the_acceptance(
    measure: Measure, step: Milestone, office: User
) -> None:
    """Whoever edits the profile at that moment is told, and does not undo what was accepted."""
    report = report_with(measure, milestones={str(step.pk): MilestoneReport(done_on=DAY)})
    opened = measure.lock_version
    accept_assessment(assessment=report, by=office, at=LATER)
    with pytest.raises(EditConflict):
        set_cost_lines(measure=measure, by=office, at=LATER, lock_version=opened, rows=[])


def test_followers_hear_of_a_milestone_when_the_report_is_accepted(
    measure: Measure, step: Milestone, office: User, participant: User
) -> None:
    follow_measure(measure=measure, user=participant, at=NOON)
    report = report_with(measure, milestones={str(step.pk): MilestoneReport(done_on=DAY)})
    assert not Notice.objects.exists()
    accept_assessment(assessment=report, by=office, at=LATER)
    told = Notice.objects.filter(recipient__user=participant).values_list("headline", flat=True)
    assert list(told) == ["Meilenstein erreicht: Netz steht"]


def test_figures_that_were_submitted_are_the_ones_that_are_applied(
    measure: Measure, step: Milestone, owner: User, office: User
) -> None:
    report = report_with(measure)
    figures = Figures(milestones={str(step.pk): MilestoneReport(done_on=DAY)})
    submit_assessment(
        assessment=report, by=owner, at=NOON, lock_version=report.lock_version, light="green",
        light_reason="Alles läuft.", figures=figures,
    )  # fmt: skip
    accept_assessment(assessment=report, by=office, at=LATER)
    assert Milestone.objects.get().done_on == DAY
