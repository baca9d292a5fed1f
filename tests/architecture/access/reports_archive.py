"""The archive and the check of a file are open to everybody; whoever released also withdraws."""

from typing import Any

from smartregion.reports.models import Report
from tests.architecture.access.reports import released
from tests.architecture.access.table import Row, only, public


def in_archive() -> dict[str, Any]:
    return {"slug": Report.objects.get(pk=released()["pk"]).slug}


def its_file() -> dict[str, Any]:
    return {**in_archive(), "format_": "pdf"}


TABLE: dict[str, Row] = {
    "reports:archive": public(),
    "reports:archive_feed": public(),
    "reports:edition": public(where=in_archive),
    "reports:edition_file": public(where=its_file),
    "reports:verify": public(),
    "reports:report_withdraw": only("strategy_office", where=released),
}
