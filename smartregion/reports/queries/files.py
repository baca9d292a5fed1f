"""Which files of a report somebody may have."""

from typing import Any

from smartregion.reports.models import Format, Report, ReportFile
from smartregion.reports.rendering import WRITERS


def files_of(report: Report, *, visible_to: Any) -> list[ReportFile]:
    """Final files of a released report; before that drafts, for those who see reports in work."""
    if not report.released_at and not visible_to.has_perm("reports.view_all"):
        return []
    found = report.files.filter(is_draft=report.released_at is None)
    return sorted(found, key=lambda file: Format.values.index(file.format))


def file_of(report: Report, format_: str, *, visible_to: Any) -> ReportFile | None:
    """The file in one format; None where there is none for this person."""
    found = files_of(report, visible_to=visible_to)
    return next((file for file in found if file.format == format_), None)


def missing_formats(report: Report) -> list[tuple[str, str]]:
    """Formats in which a draft can still be ordered, with their names."""
    there = set(report.files.filter(is_draft=True).values_list("format", flat=True))
    return [
        (name, str(label))
        for name, label in Format.choices
        if name in WRITERS and name not in there
    ]
