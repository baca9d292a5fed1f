"""Reviewing reports, closing a cycle, and correcting one that is closed: the strategy office alone."""

from typing import Any

from measures.models import Assessment
from tests.architecture.access.measures import UNSEEN, closed_cycle, open_cycle, own_assessment
from tests.architecture.access.table import Row, only


def handed_in() -> dict[str, Any]:
    """A report of the running cycle that waits for a decision."""
    return _of_state(Assessment.State.SUBMITTED)


def asked() -> dict[str, Any]:
    """One that somebody still has to write."""
    return _of_state(Assessment.State.REQUESTED)


def _of_state(state: str) -> dict[str, Any]:
    reports = Assessment.objects.filter(cycle__state="open", state=state)
    report = reports.select_related("cycle", "measure").earliest("measure__number")
    return {"slug": report.cycle.slug, "number": report.measure.number}


def closed_report() -> dict[str, Any]:
    reports = Assessment.objects.filter(cycle__slug=closed_cycle()["slug"])
    report = reports.select_related("cycle", "measure").earliest("measure__number")
    return {"slug": report.cycle.slug, "number": report.measure.number}


OFFICE = "strategy_office"

TABLE: dict[str, Row] = {
    "measures:cycle_review": only(OFFICE, where=open_cycle, unseen=UNSEEN),
    "measures:cycle_begin_review": only(OFFICE, where=open_cycle, unseen=UNSEEN),
    "measures:cycle_accept_all": only(OFFICE, where=open_cycle, unseen=UNSEEN),
    "measures:cycle_close": only(OFFICE, where=open_cycle, unseen=UNSEEN),
    "measures:accept": only(OFFICE, where=handed_in, unseen=UNSEEN),
    "measures:return_report": only(OFFICE, where=handed_in, unseen=UNSEEN),
    "measures:waive": only(OFFICE, where=asked, unseen=UNSEEN),
    "measures:report_history": only(OFFICE, "measure_owner", where=own_assessment, unseen=UNSEEN),
    "measures:cycle_corrections": only(OFFICE, where=closed_cycle),
    "measures:cycle_correct": only(OFFICE, where=closed_report),
}
