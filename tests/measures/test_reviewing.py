"""Taking reports, giving them back, doing without them; and that no text is lost on the way."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError

from measures.actions import (
    accept_all,
    accept_assessment,
    ask_again,
    return_assessment,
    submit_assessment,
    waive_assessment,
)
from measures.models import Assessment, AssessmentStep, Measure
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from tests.factories.dates import NOON
from tests.factories.measures import AssessmentFactory, MeasureFactory, reported

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Assessment.State
LATER = NOON + timedelta(hours=3)


def steps(assessment: Assessment) -> list[tuple[str, str, str]]:
    """State, comment and what was said, in the order in which it happened."""
    return [
        (step.state, step.comment, step.content["done_since"]) for step in assessment.steps.all()
    ]


@pytest.mark.parametrize("state", [each for each in State if each != State.SUBMITTED])
def test_only_what_was_handed_in_is_accepted(state: str, office: User) -> None:
    assessment = AssessmentFactory(state=state, light="green", waived_reason="Entfällt.")
    with pytest.raises(WrongState, match="abgegebene"):
        accept_assessment(assessment=assessment, by=office, at=NOON)
    assert Assessment.objects.get().state == state
    assert not AssessmentStep.objects.exists()


@pytest.mark.behaviour("M14")
def test_both_texts_of_a_returned_report_stay_in_its_history(office: User, owner: User) -> None:
    assessment = reported(MeasureFactory(responsible=owner), done_since="Viel.")
    comment = "Bitte nennen Sie Zahlen."
    return_assessment(assessment=assessment, by=office, at=NOON, comment=comment)
    assert assessment.state == State.RETURNED
    submit_assessment(
        assessment=assessment, by=owner, at=LATER, lock_version=assessment.lock_version,
        light="green", done_since="12 von 38 Orten.",
    )  # fmt: skip
    accept_assessment(assessment=assessment, by=office, at=LATER)
    returned, *_between, accepted = steps(assessment)
    assert returned == (State.RETURNED, comment, "Viel.")
    assert accepted == (State.ACCEPTED, "", "12 von 38 Orten.")


@pytest.mark.behaviour("M14")
@pytest.mark.parametrize("comment", ["", "   \n"])
def test_return_without_a_comment_is_refused(comment: str, office: User) -> None:
    assessment = reported(MeasureFactory())
    with pytest.raises(ValidationError) as refusal:
        return_assessment(assessment=assessment, by=office, at=NOON, comment=comment)
    assert "comment" in refusal.value.error_dict
    assert Assessment.objects.get().state == State.SUBMITTED
    assert not AssessmentStep.objects.exists()


def test_accepted_by_mistake_is_returned_as_long_as_the_cycle_runs(office: User) -> None:
    assessment = reported(MeasureFactory())
    accept_assessment(assessment=assessment, by=office, at=NOON)
    return_assessment(assessment=assessment, by=office, at=LATER, comment="Die Ampel passt nicht.")
    assert [state for state, _comment, _said in steps(assessment)] == ["accepted", "returned"]


@pytest.mark.parametrize("state", [State.REQUESTED, State.DRAFT, State.MISSING])
def test_only_what_was_handed_in_is_returned(state: str, office: User) -> None:
    assessment = AssessmentFactory(state=state)
    with pytest.raises(WrongState, match="abgegeben"):
        return_assessment(assessment=assessment, by=office, at=NOON, comment="Bitte mehr.")


def test_all_that_is_handed_in_is_accepted_at_once(office: User) -> None:
    first = reported(MeasureFactory())
    field, cycle = first.measure.field, first.cycle
    for state in (State.SUBMITTED, State.DRAFT, State.RETURNED):
        AssessmentFactory(
            cycle=cycle, measure=MeasureFactory(field=field), state=state, light="red"
        )
    assert accept_all(cycle=cycle, by=office, at=NOON) == (2, [])
    found = sorted(cycle.assessments.values_list("state", flat=True))
    assert found == ["accepted", "accepted", "draft", "returned"]
    assert AssessmentStep.objects.filter(state=State.ACCEPTED, by=office).count() == 2


def test_report_is_waived_for_a_reason_and_asked_for_again(office: User) -> None:
    assessment = AssessmentFactory(state=State.DRAFT, done_since="Halb fertig")
    with pytest.raises(ValidationError, match="begründen"):
        waive_assessment(assessment=assessment, by=office, at=NOON, reason=" ")
    reason = "Beginnt erst im nächsten Jahr."
    waive_assessment(assessment=assessment, by=office, at=NOON, reason=reason)
    assert (assessment.state, assessment.waived_reason) == (State.WAIVED, reason)
    ask_again(assessment=assessment, by=office, at=LATER)
    assert (assessment.state, assessment.waived_reason) == (State.REQUESTED, "")
    assert assessment.done_since == "Halb fertig"
    assert steps(assessment)[0] == (State.WAIVED, reason, "Halb fertig")


def test_accepted_report_is_not_waived(office: User) -> None:
    assessment = AssessmentFactory(state=State.ACCEPTED, light="green")
    with pytest.raises(WrongState, match="entschieden"):
        waive_assessment(assessment=assessment, by=office, at=NOON, reason="Doch nicht.")


def test_what_has_gone_into_another_measure_is_not_asked_again(office: User) -> None:
    target = MeasureFactory()
    gone = MeasureFactory(
        field=target.field, state=Measure.State.MERGED, state_reason="Darum.", merged_into=target
    )
    assessment = AssessmentFactory(measure=gone, state=State.WAIVED, waived_reason="Darum.")
    with pytest.raises(WrongState, match="aufgegangen"):
        ask_again(assessment=assessment, by=office, at=NOON)


def test_report_of_what_has_gone_into_another_measure_is_not_given_back(office: User) -> None:
    target = MeasureFactory()
    gone = MeasureFactory(
        field=target.field, state=Measure.State.MERGED, state_reason="Darum.", merged_into=target
    )
    assessment = AssessmentFactory(measure=gone, state=State.ACCEPTED, light="green")
    with pytest.raises(WrongState, match="aufgegangen"):
        return_assessment(assessment=assessment, by=office, at=NOON, comment="Bitte ergänzen.")
