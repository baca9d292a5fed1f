"""Whether a file is one of ours, unchanged: found again by its SHA-256."""

from dataclasses import dataclass, field
from typing import Any

from smartregion.reports.models import Handover, Report, ReportFile


@dataclass(frozen=True)
class Proof:
    """What a checksum belongs to: one file, or the frozen content (then there is no file)."""

    report: Report
    file: ReportFile | None = None
    # Told only to those who look after reports.
    handovers: list[Handover] = field(default_factory=list)


def proofs_of(sha256: str, *, visible_to: Any) -> list[Proof]:
    """All that has this checksum. Strangers are told of released reports only, never of drafts."""
    files = ReportFile.objects.filter(sha256=sha256).select_related("report__snapshot")
    reports = Report.objects.filter(snapshot__sha256=sha256).select_related("snapshot")
    files, reports = files.defer("report__snapshot__content"), reports.defer("snapshot__content")
    sees_all = visible_to.has_perm("reports.view_all")
    if not sees_all:
        files = files.final().filter(report__released_at__isnull=False)
        reports = reports.released()
    return [
        *(Proof(each.report, each, _handovers(each) if sees_all else []) for each in files),
        *(Proof(each) for each in reports),
    ]


def _handovers(file: ReportFile) -> list[Handover]:
    return list(file.handovers.all())
