"""Reports are ordered by those who prepare them and released by the strategy office alone."""

from typing import Any

from django.core.files.base import ContentFile
from django.utils import timezone

from measures.models import Cycle
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from smartregion.reports.actions import order_report
from smartregion.reports.models import Report
from strategy.models import StrategyVersion
from tests.architecture.access.table import PEOPLE, STRANGER, Row, only, public

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
    return order_report(
        title="Abschlussbericht",
        version=StrategyVersion.objects.adopted().get(),
        cycle=Cycle.objects.closed().latest("cutoff_on"),
        surveys=Survey.objects.published(),
        by=User.objects.get(email=PEOPLE["strategy_office"]),
        at=timezone.now(),
        override="Zur Vorführung.",
    )


def being_made() -> dict[str, Any]:
    return {"pk": ordered().pk}


def released() -> dict[str, Any]:
    report = ordered()
    report.file.save("report.pdf", ContentFile(b"%PDF-1.7"))
    Report.objects.filter(pk=report.pk).update(released_at=timezone.now())
    return {"pk": report.pk}


TABLE: dict[str, Row] = {
    "reports:report_list": public(),
    "reports:report_download": public(where=released),
    "reports:report_detail": only(*READERS, unseen=[STRANGER, *OTHERS], where=being_made),
    "reports:report_order": only(*AUTHORS),
    "reports:report_retry": only(*AUTHORS, unseen=OTHERS, where=being_made, post=True),
    "reports:report_release": only("strategy_office", unseen=OTHERS, where=being_made, post=True),
}
