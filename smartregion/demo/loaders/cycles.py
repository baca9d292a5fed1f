"""The evaluation cycles: asked, reported, accepted, and the first one closed."""

from datetime import date, timedelta

from measures.actions import (
    accept_all,
    accept_assessment,
    begin_review,
    close_cycle,
    open_cycle,
    plan_cycle,
    save_assessment,
    submit_assessment,
)
from measures.models import Assessment, Cycle
from measures.queries.scope import Scope
from smartregion.demo.loaders.measures import Stock
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Strategy

State = Assessment.State
# Reports do not arrive on one day.
DAYS_TO_REPORT = 17


def run_cycle(record: Record, *, strategy: Strategy, stock: Stock) -> Cycle:
    """Open a cycle, hand in what was reported, and close it if its time is over."""
    cycle = plan_cycle(
        scope=Scope(strategy),
        title=record["title"],
        opens_on=record["opened_on"],
        cutoff_on=record["cutoff_on"],
        due_on=record["due_on"],
        by=stock.office,
    )
    open_cycle(cycle=cycle, by=stock.office, at=at_ten(record["opened_on"]))
    assessments = {
        assessment.measure.number: assessment
        for assessment in cycle.assessments.select_related("measure__responsible", "cycle")
    }
    for position, report in enumerate(record["assessment"]):
        day = record["opened_on"] + timedelta(days=position % DAYS_TO_REPORT)
        _report(assessments[report["measure"]], report, day, stock)
    if "closed_on" in record:
        at = at_ten(record["closed_on"])
        begin_review(cycle=cycle, by=stock.office, at=at)
        accept_all(cycle=cycle, by=stock.office, at=at)
        close_cycle(cycle=cycle, by=stock.office, at=at)
    return cycle


def _report(assessment: Assessment, report: Record, day: date, stock: Stock) -> None:
    if report["state"] in {State.REQUESTED, State.MISSING}:
        return
    person = assessment.measure.responsible
    words = {
        "light": report["light"],
        "done_since": report["done"],
        "next_steps": report["next"],
        "obstacles": report["obstacles"],
    }
    version = assessment.lock_version
    if report["state"] == State.DRAFT:
        save_assessment(assessment=assessment, by=person, lock_version=version, **words)
        return
    submit_assessment(
        assessment=assessment, by=person, at=at_ten(day), lock_version=version, **words
    )
    if report["state"] == State.ACCEPTED:
        accept_assessment(assessment=assessment, by=stock.office, at=at_ten(day))
