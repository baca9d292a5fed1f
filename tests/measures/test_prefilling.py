"""With what a report begins: promises to be checked, and what was not settled last time."""

from datetime import timedelta
from typing import Any

import pytest

from measures.actions import request_assessments, save_assessment, submit_assessment
from measures.models import Assessment, Cycle, Measure
from smartregion.accounts.models import User
from tests.factories.dates import DAY, NOON
from tests.factories.measures import (
    AssessmentFactory,
    CycleFactory,
    MeasureFactory,
    brought_to_close,
)
from tests.pages import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


def closed_with(measure: Measure, years_ago: int = 1, **said: Any) -> Cycle:
    """A closed cycle in which this was reported on the measure; nothing without a light."""
    day = DAY - timedelta(days=365 * years_ago)
    cycle = CycleFactory(for_measure=measure, cutoff_on=day, due_on=day)
    state = Assessment.State.SUBMITTED if said.get("light") else Assessment.State.REQUESTED
    AssessmentFactory(cycle=cycle, measure=measure, state=state, **said)
    return brought_to_close(cycle)


def asked_again(measure: Measure) -> Assessment:
    """What the next cycle begins with."""
    cycle = CycleFactory(for_measure=measure)
    request_assessments(cycle=cycle)
    return Assessment.objects.get(cycle=cycle, measure=measure)


def test_first_report_begins_empty() -> None:
    fresh = asked_again(MeasureFactory())
    assert (fresh.state, fresh.light, fresh.checks, fresh.carried_over) == ("requested", "", [], [])


def test_promises_come_back_as_checks_and_open_matters_as_they_were() -> None:
    measure = MeasureFactory()
    closed_with(
        measure,
        light="yellow",
        done_since="Viel",
        next_steps="- Fahrer suchen\n\n• Bus kaufen",
        obstacles="Es fehlt Personal.",
        decision_needed="Eine Stelle",
        decision_by="assembly",
    )
    fresh = asked_again(measure)
    assert [check["text"] for check in fresh.checks] == ["Fahrer suchen", "Bus kaufen"]
    assert {check["outcome"] for check in fresh.checks} == {""}
    assert (fresh.obstacles, fresh.decision_needed) == ("Es fehlt Personal.", "Eine Stelle")
    assert fresh.decision_by == "assembly"
    assert fresh.carried_over == ["obstacles", "decision_needed"]
    # These are said anew each time.
    assert (fresh.light, fresh.done_since, fresh.next_steps) == ("", "", "")


def test_last_report_counts_though_the_last_cycle_has_none() -> None:
    measure = MeasureFactory()
    closed_with(measure, 3, light="green", next_steps="Ganz alt")
    closed_with(measure, 2, light="green", next_steps="Bus kaufen")
    closed_with(measure, 1)
    assert [check["text"] for check in asked_again(measure).checks] == ["Bus kaufen"]


def test_asking_again_adds_none_and_leaves_what_is_there() -> None:
    measure = MeasureFactory()
    cycle = CycleFactory(for_measure=measure)
    assert request_assessments(cycle=cycle) == 1
    Assessment.objects.update(state="draft", done_since="Begonnen")
    assert request_assessments(cycle=cycle) == 0
    assert Assessment.objects.get().done_since == "Begonnen"


def test_many_measures_cost_no_more_queries_than_one() -> None:
    first = MeasureFactory()
    closed_with(first, light="green")
    alone = CycleFactory(for_measure=first)
    cost = queries_of(lambda: request_assessments(cycle=alone))
    Cycle.objects.running().update(state="cancelled", cancelled_reason="Probe")
    MeasureFactory.create_batch(3, field=first.field)
    again = CycleFactory(for_measure=first)
    assert queries_of(lambda: request_assessments(cycle=again)) == cost
    assert again.assessments.count() == 4


def test_mark_goes_with_the_first_change_and_comes_back_with_the_words(owner: User) -> None:
    measure = MeasureFactory(responsible=owner)
    closed_with(measure, light="green", obstacles="Es fehlt Personal.")
    fresh = asked_again(measure)
    for words, marked in (
        ("Es fehlt Personal.", ["obstacles"]),
        ("Es fehlt viel.", []),
        ("Es fehlt viel.", []),
        ("Es fehlt Personal.\r\n", ["obstacles"]),
        ("", []),
    ):
        save_assessment(
            assessment=fresh, by=owner, lock_version=fresh.lock_version, obstacles=words
        )
        assert fresh.carried_over == marked, words


def test_other_body_that_shall_decide_is_a_change(owner: User) -> None:
    measure = MeasureFactory(responsible=owner)
    closed_with(measure, light="green", decision_needed="Eine Stelle", decision_by="assembly")
    fresh = asked_again(measure)
    submit_assessment(
        assessment=fresh, by=owner, at=NOON, lock_version=1, light="green",
        decision_needed="Eine Stelle", decision_by="head",
    )  # fmt: skip
    assert fresh.carried_over == []
