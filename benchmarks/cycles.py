"""Evaluation cycles of five hundred measures: one that was closed, and the next one that is opened after it.

The demo county is filled up as in ``benchmarks.measures``, all its measures are put under way, and the
cycle that it has open is given up; so this comes last.
"""

import time
from collections.abc import Callable
from datetime import date, timedelta
from itertools import cycle as over_and_over

from django.db import transaction
from django.urls import reverse
from django.utils import timezone

import measures.tasks  # noqa: F401 (registers the job)
from benchmarks.figure import Figure
from benchmarks.measures import SIZE, fill_up
from benchmarks.pages import as_person, queries_of, timed
from benchmarks.survey import fetching
from measures.actions import accept_all, begin_review, close_cycle, open_cycle, plan_cycle
from measures.actions.opening import order_opening
from measures.actions.planning import cancel_cycle
from measures.models import Assessment, Cycle, Measure
from measures.queries.scope import Scope, reach_of
from smartregion.accounts.models import Role, User
from smartregion.accounts.queries import holders_of
from smartregion.core import jobs
from smartregion.core.models import Job
from strategy.models import Strategy

OFFICE = "stabsstelle@pm.example"
TIMES = 10
# The aims: seconds, then milliseconds.
OPEN_AIM, PAGE_AIM = 5, 500
STEPS = "Die Ausschreibung ist veröffentlicht.\nDie ersten drei Orte sind angeschlossen."


def figures(port: int) -> list[Figure]:
    office = User.objects.get(email=OFFICE)
    put_under_way(office)
    closed_cycle(office, cutoff_on=timezone.localdate() + timedelta(days=365))
    planned = _planned(office, timezone.localdate() + timedelta(days=730))
    reach = _timed(lambda: reach_of(Scope(planned.strategy)))
    seconds = _timed(lambda: _opened_by_job(planned, office))
    return [
        Figure(f"cycle of {SIZE}: whom it will ask", reach * 1000, "ms", _read(), 1),
        Figure(f"cycle of {SIZE}: open it (aim < {OPEN_AIM})", seconds, "s", _bare(planned), 1),
        *_pages(port, planned),
    ]


def put_under_way(office: User) -> None:
    """Five hundred measures that a cycle asks about, each with somebody who answers for it."""
    fill_up()
    for running in Cycle.objects.running():
        cancel_cycle(cycle=running, reason="Für die Messung", by=office, at=timezone.now())
    measures = list(Measure.objects.exclude(state=Measure.State.MERGED))
    owners = holders_of(Role.MEASURE_OWNER, on=timezone.localdate())
    for measure, owner in zip(measures, over_and_over(owners), strict=False):
        measure.state, measure.responsible = Measure.State.RUNNING, owner
        measure.strategy = _strategy()
    Measure.objects.bulk_update(measures, ["state", "responsible", "strategy"])


def closed_cycle(office: User, *, cutoff_on: date) -> Cycle:
    """A cycle in which everybody has reported something, closed with its snapshot."""
    cycle, at = _planned(office, cutoff_on), timezone.now()
    open_cycle(cycle=cycle, by=office, at=at)
    lights = over_and_over(Assessment.Light.values)
    for report, light in zip(cycle.assessments.order_by("measure__number"), lights, strict=False):
        report.light, report.state = light, Assessment.State.SUBMITTED
        report.next_steps, report.submitted_at, report.submitted_by = STEPS, at, office
        report.save()
    begin_review(cycle=cycle, by=office, at=at)
    accept_all(cycle=cycle, by=office, at=at)
    close_cycle(cycle=cycle, by=office, at=at)
    cycle.refresh_from_db()
    return cycle


def _planned(office: User, cutoff_on: date) -> Cycle:
    return plan_cycle(
        scope=Scope(_strategy()),
        title=f"Messung {cutoff_on.year}",
        cutoff_on=cutoff_on,
        due_on=cutoff_on + timedelta(days=28),
        by=office,
    )


def _strategy() -> Strategy:
    return Strategy.objects.earliest("pk")


def _opened_by_job(cycle: Cycle, office: User) -> None:
    """From the order to the last letter, as the worker does it."""
    job = order_opening(cycle=cycle, by=office, at=timezone.now())
    jobs.run(str(job.pk))
    job.refresh_from_db()
    if job.state != Job.State.DONE:
        raise RuntimeError(job.error)


def _bare(cycle: Cycle) -> float:
    """Seconds to write as many empty reports, and nothing else."""
    measures = list(Measure.objects.filter(assessments__cycle=cycle))
    with transaction.atomic():
        other = Cycle.objects.create(
            strategy=cycle.strategy, title="Leer", slug="leer", due_on=date.max, cutoff_on=date.max
        )
        empty = [Assessment(cycle=other, measure=measure) for measure in measures]
        seconds = _timed(lambda: Assessment.objects.bulk_create(empty))
        transaction.set_rollback(True)
    return seconds


def _pages(port: int, cycle: Cycle) -> list[Figure]:
    path, cookie = cycle.get_absolute_url(), as_person(OFFICE)
    listed = reverse("measures:cycle_list")
    page = timed(port, path, cookie=cookie, times=TIMES)
    overview = timed(port, listed, cookie=cookie, times=TIMES)
    return [
        Figure(f"cycle of {SIZE}: who has answered (aim < {PAGE_AIM})", page, "ms", _read(), TIMES),
        Figure(f"cycle of {SIZE}: the same, queries", queries_of(path, OFFICE), "queries", 0, 1),
        Figure(f"cycle of {SIZE}: list of cycles", overview, "ms", _read(), TIMES),
    ]


def _read() -> float:
    """Milliseconds to fetch all reports at all."""
    return fetching("SELECT * FROM measures_assessment WHERE state <> %s", "")


def _timed(deed: Callable[[], object]) -> float:
    started = time.perf_counter()
    deed()
    return time.perf_counter() - started
