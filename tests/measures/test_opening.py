"""Opening a cycle: each measure in its scope is asked exactly once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.core.exceptions import ValidationError
from django.db import connection

import measures.tasks  # noqa: F401 (registers the job)
from measures.actions.opening import ask_further_measures, open_cycle, order_opening
from measures.models import Assessment, Cycle
from smartregion.accounts.models import User
from smartregion.core import jobs
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry, Job
from tests.factories.dates import DAY, NOON
from tests.factories.measures import CycleFactory, MeasureFactory
from tests.factories.strategy import ElementFactory
from tests.measures.test_scope import one_in_each_state

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
State = Cycle.State


@pytest.fixture
def planned() -> Cycle:
    """A planned cycle of a strategy with three measures to ask about, and others."""
    field = ElementFactory(kind="field")
    one_in_each_state(field=field)
    return CycleFactory(
        for_measure=field.measures.earliest("number"), state=State.PLANNED, due_on=DAY
    )


def asked_in(cycle: Cycle) -> list[str]:
    return sorted(cycle.assessments.values_list("measure__state", flat=True))


ALL = ["approved", "deferred", "running"]


@pytest.mark.behaviour("M11")
def test_open_cycle_asks_about_each_measure_in_scope_once(planned: Cycle, office: User) -> None:
    assert open_cycle(cycle=planned, by=office, at=NOON) == 3
    assert asked_in(planned) == ALL
    stored = Cycle.objects.get()
    assert (stored.state, stored.opened_at) == (State.OPEN, NOON)
    assert AuditEntry.objects.get(verb="open_cycle").changes == {"asked": 3}


@pytest.mark.behaviour("M11")
def test_opening_again_asks_nobody_twice(planned: Cycle, office: User) -> None:
    open_cycle(cycle=planned, by=office, at=NOON)
    before = list(Assessment.objects.order_by("pk").values())
    assert open_cycle(cycle=planned, by=office, at=NOON + timedelta(hours=1)) == 0
    assert list(Assessment.objects.order_by("pk").values()) == before
    assert Cycle.objects.get().opened_at == NOON


@pytest.mark.behaviour("M11")
def test_job_that_is_taken_up_again_adds_none(planned: Cycle, office: User, noon: None) -> None:
    job = order_opening(cycle=planned, by=office, at=NOON)
    jobs.run(str(job.pk))
    Job.objects.update(state=Job.State.QUEUED)
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert (job.state, job.error) == (Job.State.DONE, "")
    assert (job.done, job.total) == (3, 3)
    assert asked_in(planned) == ALL


def test_second_order_is_the_first(planned: Cycle, office: User) -> None:
    first = order_opening(cycle=planned, by=office, at=NOON)
    assert order_opening(cycle=planned, by=office, at=NOON) == first
    assert Job.objects.count() == 1


def test_narrow_scope_asks_only_what_is_in_it(planned: Cycle, office: User) -> None:
    Cycle.objects.update(states=["approved"])
    planned.refresh_from_db()
    assert open_cycle(cycle=planned, by=office, at=NOON) == 1
    assert asked_in(planned) == ["approved"]


def test_only_one_cycle_runs_at_a_time(planned: Cycle, office: User) -> None:
    CycleFactory(for_measure=planned.strategy.measures.first(), state=State.REVIEW)
    with pytest.raises(ValidationError, match="läuft bereits"):
        open_cycle(cycle=planned, by=office, at=NOON)
    planned.refresh_from_db()
    assert planned.state == State.PLANNED
    assert not Assessment.objects.exists()


def test_cycle_whose_day_has_passed_is_not_opened(planned: Cycle, office: User) -> None:
    with pytest.raises(ValidationError, match="schon vorbei"):
        order_opening(cycle=planned, by=office, at=NOON + timedelta(days=1))


def test_cycle_that_would_ask_nobody_is_not_opened(office: User) -> None:
    cycle = CycleFactory(for_measure=MeasureFactory(state="proposed"), state=State.PLANNED)
    with pytest.raises(ValidationError, match="keine Maßnahme"):
        order_opening(cycle=cycle, by=office, at=NOON)


@pytest.mark.parametrize("state", [State.OPEN, State.REVIEW, State.CANCELLED])
def test_only_planned_cycles_are_opened(state: str, planned: Cycle, office: User) -> None:
    Cycle.objects.update(state=state, cancelled_reason="Wahl")
    planned.refresh_from_db()
    with pytest.raises(WrongState):
        order_opening(cycle=planned, by=office, at=NOON)


def test_what_stands_against_it_meanwhile_is_told_by_the_job(
    planned: Cycle, office: User, noon: None
) -> None:
    job = order_opening(cycle=planned, by=office, at=NOON)
    planned.strategy.measures.in_progress().update(state="completed")
    jobs.run(str(job.pk))
    job.refresh_from_db()
    assert job.state == Job.State.FAILED
    assert "keine Maßnahme" in job.error
    assert Cycle.objects.get().state == State.PLANNED


def test_measures_that_come_later_are_asked_in_addition(planned: Cycle, office: User) -> None:
    open_cycle(cycle=planned, by=office, at=NOON)
    late = MeasureFactory(field=planned.assessments.earliest("pk").measure.field)
    assert ask_further_measures(cycle=planned, by=office) == 1
    assert ask_further_measures(cycle=planned, by=office) == 0
    assert planned.assessments.filter(measure=late).count() == 1


def test_a_cycle_in_review_asks_nobody_more(office: User) -> None:
    with pytest.raises(WrongState):
        ask_further_measures(cycle=CycleFactory(state=State.REVIEW), by=office)


@pytest.mark.behaviour("M11")
@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_workers_at_once_ask_each_measure_once(planned: Cycle, office: User) -> None:
    together = Barrier(2)

    def opened(cycle: Cycle) -> int:
        try:
            together.wait()
            return open_cycle(cycle=cycle, by=office, at=NOON)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        asked = list(pool.map(opened, [planned, Cycle.objects.get()]))
    assert sorted(asked) == [0, 3]
    assert asked_in(planned) == ALL
