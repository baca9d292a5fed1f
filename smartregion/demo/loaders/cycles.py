"""The evaluation cycles: asked, reported, returned, accepted.

The first two are closed, one of them was corrected since; the third is open, and a fourth is planned.
"""

import dataclasses
from datetime import date, timedelta

from measures.actions import (
    accept_all,
    accept_assessment,
    begin_review,
    close_cycle,
    open_cycle,
    plan_cycle,
    return_assessment,
    waive_assessment,
)
from measures.actions.asking import ask_for_reports
from measures.actions.correcting import correct_cycle
from measures.actions.field_leads import set_field_leads
from measures.models import Assessment, Cycle, Measure
from measures.queries.documents import document_of
from measures.queries.scope import Scope
from smartregion.demo import reader
from smartregion.demo.loaders.cycle_reports import hand_in, keep_draft
from smartregion.demo.loaders.letters import deliver_letters, settle_news
from smartregion.demo.loaders.measure_money import book_costs
from smartregion.demo.loaders.measure_steps import lead_measures_to
from smartregion.demo.loaders.measures import Stock
from smartregion.demo.loaders.moments import at_ten
from smartregion.demo.reader import Record
from strategy.models import Strategy

State = Assessment.State
# Reports do not arrive on one day, and nobody reads them on the day they arrive.
DAYS_TO_REPORT = 15
READ_AFTER = timedelta(days=2)
# Begun when all reports are due, and done a week later.
REVIEWED_AFTER, TAKEN_AFTER = timedelta(days=3), timedelta(days=10)
CORRECTED = ("light", "light_reason", "done_since")
LEADS = {"mobilitaet-verkehr": "verkehr", "arbeit-wirtschaft": "wirtschaft"}


def run_cycles(*, strategy: Strategy, stock: Stock) -> None:
    """One after the other: the measures move on, what they cost becomes known, and they are asked."""
    leads = {stock.elements[field]: stock.people[person] for field, person in LEADS.items()}
    set_field_leads(leads=leads, by=stock.office)
    for record in reader.cycles():
        lead_measures_to(record["as_of"], stock, untold=_told_in(record))
        book_costs(by=stock.office, on=record["as_of"])
        _run(record, strategy, stock)
        deliver_letters(on=record["as_of"])
    settle_news(before=record["opened_on"])
    plan_cycle(
        scope=Scope(strategy, only_key_projects=True),
        by=stock.office,
        **reader.read("cycle_planned"),
    )


def _told_in(record: Record) -> set[tuple[str, str]]:
    """Number and title of milestones that only the reports of this cycle tell of."""
    return {
        (report["measure"], title)
        for report in record["assessment"]
        for title in report.get("reached", {})
    }


def _run(record: Record, strategy: Strategy, stock: Stock) -> None:
    cycle = _opened(record, strategy, stock)
    asked = {each.measure.number: each for each in _asked(cycle)}
    for position, report in enumerate(record["assessment"]):
        day = record["opened_on"] + timedelta(days=position % DAYS_TO_REPORT)
        _answer(asked[report["measure"]], report, day, stock)
    if "closed_on" in record:
        _close(cycle, record, stock)
    else:
        _take(asked, record, stock)


def _opened(record: Record, strategy: Strategy, stock: Stock) -> Cycle:
    cycle = plan_cycle(
        scope=Scope(strategy),
        title=record["title"],
        opens_on=record["opened_on"],
        cutoff_on=record["cutoff_on"],
        due_on=record["due_on"],
        by=stock.office,
    )
    opened_at = at_ten(record["opened_on"])
    open_cycle(cycle=cycle, by=stock.office, at=opened_at)
    ask_for_reports(at=opened_at)
    return cycle


def _asked(cycle: Cycle) -> list[Assessment]:
    return list(cycle.assessments.select_related("measure__responsible", "cycle"))


def _answer(assessment: Assessment, report: Record, day: date, stock: Stock) -> None:
    """As far as its author has come; what the office takes, it takes later."""
    state, at = report["state"], at_ten(day)
    if state == State.WAIVED:
        waive_assessment(assessment=assessment, by=stock.office, at=at, reason=report["waived"])
    elif state == State.DRAFT:
        keep_draft(assessment, report)
    elif state in {State.SUBMITTED, State.ACCEPTED, State.RETURNED}:
        hand_in(assessment, report, at=at, is_hasty="returned" in report)
    if "returned" in report:
        _return(assessment, report, day + READ_AFTER, stock)


def _return(assessment: Assessment, report: Record, day: date, stock: Stock) -> None:
    comment = report["returned"]
    return_assessment(assessment=assessment, by=stock.office, at=at_ten(day), comment=comment)
    if report["state"] != State.RETURNED:
        hand_in(assessment, report, at=at_ten(day + READ_AFTER))


def _take(asked: dict[str, Assessment], record: Record, stock: Stock) -> None:
    """In an open cycle some reports are accepted already."""
    for report in record["assessment"]:
        if report["state"] == State.ACCEPTED:
            accept_assessment(
                assessment=asked[report["measure"]], by=stock.office, at=at_ten(record["as_of"])
            )


def _close(cycle: Cycle, record: Record, stock: Stock) -> None:
    """Reviewed when all reports were due, closed, and corrected where something turned out to be wrong."""
    office, due_on = stock.office, record["due_on"]
    begin_review(cycle=cycle, by=office, at=at_ten(due_on + REVIEWED_AFTER))
    accept_all(cycle=cycle, by=office, at=at_ten(due_on + TAKEN_AFTER))
    close_cycle(cycle=cycle, by=office, at=at_ten(record["closed_on"]))
    for correction in record.get("correction", []):
        _correct(cycle, correction, stock)


def _correct(cycle: Cycle, record: Record, stock: Stock) -> None:
    measure = Measure.objects.get(number=record["measure"])
    row = document_of(cycle).row_of(str(measure.pk))
    if row is None:
        raise LookupError(record["measure"])
    said = {name: record[name] for name in CORRECTED if name in record}
    correct_cycle(
        cycle=cycle, row=dataclasses.replace(row, **said), seen=0, by=stock.office,
        at=at_ten(record["on"]), reason=record["reason"],
    )  # fmt: skip
