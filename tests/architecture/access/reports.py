"""Reports are ordered by those who prepare them and released by the strategy office alone."""

from typing import Any

from django.utils import timezone

from measures.models import Cycle
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from smartregion.core.models import Job
from smartregion.reports.actions import order_report
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Report
from strategy.models import StrategyVersion
from tests.architecture.access.table import PEOPLE, STRANGER, Row, only, public
from tests.factories.reports import file_of

READERS = ("strategy_office", "consultant", "editor", "analyst", "administration")
AUTHORS = ("strategy_office", "consultant", "editor")
OTHERS = (
    "participant",
    "representative",
    "moderator",
    "measure_owner",
    "other_owner",
    "data_protection",
)


def ordered() -> Report:
    brief = Brief(
        kind="final",
        title="Abschlussbericht",
        version=StrategyVersion.objects.adopted().get(),
        cycle=Cycle.objects.closed().latest("cutoff_on"),
        surveys=Survey.objects.published(),
        override="Zur Vorführung.",
    )
    return order_report(brief=brief, by=_office(), at=timezone.now())


def _office() -> User:
    return User.objects.get(email=PEOPLE["strategy_office"])


def being_made() -> dict[str, Any]:
    return {"pk": ordered().pk}


def drafted() -> dict[str, Any]:
    """The draft is there."""
    report = ordered()
    Job.objects.filter(pk=report.job_id).update(state="done")
    file_of(report)
    return {"pk": report.pk}


def released() -> dict[str, Any]:
    report = ordered()
    Report.objects.filter(pk=report.pk).update(released_at=timezone.now(), slug=str(report.pk))
    report.refresh_from_db()
    # Ordered a second time, the same report is already there.
    if not report.files.final().exists():
        file_of(report)
    return {"pk": report.pk}


def released_file() -> dict[str, Any]:
    return {**released(), "format_": "pdf"}


TABLE: dict[str, Row] = {
    "reports:report_list": public(),
    "reports:report_download": public(where=released_file),
    "reports:report_detail": only(*READERS, unseen=[STRANGER, *OTHERS], where=being_made),
    "reports:report_order": only(*AUTHORS),
    "reports:report_retry": only(*AUTHORS, unseen=OTHERS, where=being_made, post=True),
    "reports:report_cancel": only(*AUTHORS, unseen=OTHERS, where=being_made, post=True),
    "reports:report_format": only(
        *AUTHORS, unseen=OTHERS, where=drafted, post=True, sent={"format": "pdf"}
    ),
    "reports:report_release": only("strategy_office", unseen=OTHERS, where=drafted),
}
