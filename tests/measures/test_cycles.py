"""Reporting in a cycle, closing it."""

import pytest
from django.core.exceptions import ValidationError

from measures.actions import (
    accept_assessment,
    save_assessment,
    submit_assessment,
)
from measures.models import Assessment, Measure
from measures.queries import cycle_summary
from smartregion.accounts.models import User
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    AssessmentFactory,
    MeasureFactory,
    MilestoneFactory,
    closed,
)
from tests.factories.strategy import ElementFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Assessment.State


def test_save_assessment_keeps_an_unfinished_draft(office: User) -> None:
    assessment = AssessmentFactory()
    save_assessment(assessment=assessment, by=office, lock_version=1, light="", done_since="Viel.")
    assert (assessment.state, assessment.done_since) == (State.DRAFT, "Viel.")


def test_submit_assessment_wants_a_light(office: User) -> None:
    assessment = AssessmentFactory()
    with pytest.raises(ValidationError) as refusal:
        submit_assessment(assessment=assessment, by=office, at=NOON, lock_version=1, light="")
    assert "light" in refusal.value.error_dict


def test_submit_assessment_of_the_second_writer_changes_nothing(office: User) -> None:
    assessment = AssessmentFactory()
    save_assessment(assessment=assessment, by=office, lock_version=1, done_since="Erste")
    with pytest.raises(EditConflict):
        submit_assessment(assessment=assessment, by=office, at=NOON, lock_version=1, light="red")
    assert Assessment.objects.get().done_since == "Erste"


def test_report_may_be_corrected_until_it_is_accepted(office: User) -> None:
    assessment = AssessmentFactory()
    submit_assessment(assessment=assessment, by=office, at=NOON, lock_version=1, light="red")
    submit_assessment(assessment=assessment, by=office, at=NOON, lock_version=2, light="green")
    accept_assessment(assessment=assessment, by=office, at=NOON)
    with pytest.raises(WrongState, match="abgenommen"):
        save_assessment(assessment=assessment, by=office, lock_version=4, light="red")
    assert Assessment.objects.get().light == "green"


def test_closed_cycle_keeps_the_names_of_its_day(office: User) -> None:
    measure = MeasureFactory()
    cycle = closed((measure, "yellow"))
    before = cycle_summary(cycle)
    measure.lead.name = measure.field.name = "Umbenannt"
    measure.lead.save()
    measure.field.save()
    Measure.objects.update(title="Umbenannt")
    assert cycle_summary(cycle) == before


def test_closed_cycle_hides_what_is_no_longer_public(office: User) -> None:
    measure = MeasureFactory()
    other = MeasureFactory(field=measure.field)
    cycle = closed((measure, "green"), (other, "red"))
    Measure.objects.filter(pk=other.pk).update(is_public=False)
    summary = cycle_summary(cycle)
    assert [line.number for line in summary.lines] == [measure.number]
    assert {x.light.value: x.count for x in summary.lights}["red"] == 0


def test_cycle_summary_counts_lights_overall_and_by_field() -> None:
    first = MeasureFactory()
    same_field = MeasureFactory(field=first.field)
    elsewhere = MeasureFactory(field=ElementFactory(kind="field", strategy=first.strategy))
    summary = cycle_summary(closed((first, "green"), (same_field, ""), (elsewhere, "red")))
    assert (summary.asked, summary.reported, len(summary.missing)) == (3, 2, 1)
    by_field = {
        x.name: {y.light.value: y.count for y in x.lights if y.count} for x in summary.fields
    }
    assert by_field == {
        first.field.name: {"green": 1, "missing": 1},
        elsewhere.field.name: {"red": 1},
    }


def test_cycle_counts_the_milestones_reached_by_its_cutoff_day() -> None:
    measure = MeasureFactory()
    MilestoneFactory(measure=measure, done_on=DAY)
    MilestoneFactory(measure=measure, done_on=DAY.replace(year=2027))
    [line] = cycle_summary(closed((measure, "green"), cutoff_on=DAY)).lines
    assert (line.milestones_done, line.milestones_total) == (1, 2)
