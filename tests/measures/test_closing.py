"""From the last day of the query to the frozen cycle."""

from datetime import datetime, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.utils import translation

from measures.actions import begin_review, close_cycle, save_assessment
from measures.documents import SCHEMA_VERSION
from measures.models import Assessment, AssessmentStep, Cycle
from measures.queries.documents import document_of
from smartregion.accounts.models import User
from smartregion.core.errors import WrongState
from smartregion.core.snapshots import content_of
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    brought_to_close,
    closed,
    reported,
)

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Assessment.State
# The day on which the reports of a CycleFactory are due, and the one after.
DUE = NOON + timedelta(days=30)
DAY_AFTER = DUE + timedelta(days=1)


def cycle_with(*states: str, phase: str = Cycle.State.OPEN) -> Cycle:
    cycle = CycleFactory(state=phase, due_on=DAY + timedelta(days=30))
    for state in states:
        AssessmentFactory(
            cycle=cycle, measure=MeasureFactory(strategy=cycle.strategy), state=state, light="red",
            done_since="Noch geheim", waived_reason="Entfällt." if state == State.WAIVED else "",
        )  # fmt: skip
    return cycle


def states_of(cycle: Cycle) -> list[str]:
    return sorted(cycle.assessments.values_list("state", flat=True))


@pytest.mark.behaviour("M16")
@pytest.mark.parametrize("at", [NOON, DUE])
def test_review_waits_for_the_day_or_for_the_last_report(at: datetime, office: User) -> None:
    cycle = cycle_with(State.ACCEPTED, State.DRAFT)
    with pytest.raises(ValidationError) as refusal:
        begin_review(cycle=cycle, by=office, at=at)
    assert refusal.value.code == "too_early"
    number = cycle.assessments.get(state=State.DRAFT).measure.number
    assert number in refusal.value.messages[0]
    assert states_of(cycle) == ["accepted", "draft"]


@pytest.mark.behaviour("M16")
def test_review_makes_missing_what_did_not_come(office: User) -> None:
    cycle = cycle_with(State.REQUESTED, State.DRAFT, State.RETURNED, State.SUBMITTED, State.WAIVED)
    begin_review(cycle=cycle, by=office, at=DAY_AFTER)
    assert cycle.state == Cycle.State.REVIEW
    assert states_of(cycle) == ["missing"] * 3 + ["submitted", "waived"]
    assert AssessmentStep.objects.filter(state=State.MISSING).count() == 3


def test_review_begins_early_when_all_is_in(office: User) -> None:
    cycle = cycle_with(State.SUBMITTED, State.WAIVED)
    begin_review(cycle=cycle, by=office, at=NOON)
    assert cycle.state == Cycle.State.REVIEW
    with pytest.raises(WrongState, match="bereits begonnen"):
        begin_review(cycle=cycle, by=office, at=NOON)


def test_late_report_is_still_taken_while_the_others_are_reviewed(office: User) -> None:
    cycle = cycle_with(State.MISSING, phase=Cycle.State.REVIEW)
    save_assessment(
        assessment=cycle.assessments.get(), by=office, lock_version=1, light="", done_since="Spät."
    )
    assert states_of(cycle) == ["draft"]


@pytest.mark.parametrize("phase", [Cycle.State.PLANNED, Cycle.State.OPEN])
def test_nothing_is_closed_without_a_review(phase: str, office: User) -> None:
    with pytest.raises(WrongState):
        close_cycle(cycle=CycleFactory(state=phase), by=office, at=NOON, force=True)


@pytest.mark.behaviour("M16")
@pytest.mark.parametrize("force", [False, True])
def test_what_is_handed_in_is_decided_before_closing(force: bool, office: User) -> None:
    cycle = cycle_with(State.SUBMITTED, phase=Cycle.State.REVIEW)
    with pytest.raises(ValidationError) as refusal:
        close_cycle(cycle=cycle, by=office, at=NOON, force=force)
    assert refusal.value.code == "undecided"
    assert cycle.assessments.get().measure.number in refusal.value.messages[0]
    assert Cycle.objects.get().is_running


@pytest.mark.behaviour("M16")
@pytest.mark.parametrize("state", [State.DRAFT, State.RETURNED])
def test_closing_lists_what_is_still_being_written(state: str, office: User) -> None:
    cycle = cycle_with(state, State.ACCEPTED, phase=Cycle.State.REVIEW)
    with pytest.raises(ValidationError) as refusal:
        close_cycle(cycle=cycle, by=office, at=NOON)
    assert refusal.value.code == "awaiting"
    assert cycle.assessments.get(state=state).measure.number in refusal.value.messages[0]
    assert states_of(cycle) == sorted(["accepted", state])


def test_of_many_the_first_are_named(office: User) -> None:
    cycle = cycle_with(*[State.DRAFT] * 12, phase=Cycle.State.REVIEW)
    with pytest.raises(ValidationError, match="und 4 weitere"):
        close_cycle(cycle=cycle, by=office, at=NOON)


@pytest.mark.behaviour("M16")
def test_forced_close_marks_what_is_missing_as_not_reported(office: User) -> None:
    cycle = cycle_with(State.ACCEPTED, State.DRAFT, phase=Cycle.State.REVIEW)
    Assessment.objects.filter(state=State.ACCEPTED).update(done_since="Alles da")
    snapshot = close_cycle(cycle=cycle, by=office, at=NOON, force=True)
    assert states_of(cycle) == ["accepted", "missing"]
    assert "Noch geheim" not in snapshot.content
    # The office may still read what its author had begun.
    [step] = AssessmentStep.objects.filter(state=State.MISSING)
    assert step.content["done_since"] == "Noch geheim"


def test_cycle_says_the_same_before_and_after_it_was_closed() -> None:
    cycle = reported(MeasureFactory(), next_steps="Kurse ausschreiben\nGeräte kaufen").cycle
    Assessment.objects.update(state=State.ACCEPTED)
    before = document_of(cycle)
    brought_to_close(cycle)
    assert document_of(cycle) == before
    assert cycle.snapshot is not None
    assert cycle.snapshot.schema_version == SCHEMA_VERSION


def test_closing_freezes_german_words_for_an_english_reader(office: User) -> None:
    cycle = cycle_with(State.ACCEPTED, phase=Cycle.State.REVIEW)
    with translation.override("en"):
        snapshot = close_cycle(cycle=cycle, by=office, at=NOON)
    assert content_of(snapshot)["labels"]["lights"]["green"] == "im Plan"
    assert snapshot.is_intact


def test_closed_cycle_is_not_closed_twice(office: User) -> None:
    cycle = closed((MeasureFactory(), "green"))
    with pytest.raises(WrongState, match="geschlossen"):
        close_cycle(cycle=cycle, by=office, at=NOON, force=True)
