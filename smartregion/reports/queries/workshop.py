"""What those who make reports see beside one of them."""

from smartregion.reports.models import Report

BUILDS = 10


def other_builds(report: Report) -> list[Report]:
    """The reports that were built from the same manuscript, the newest first."""
    if report.manuscript_id is None:
        return []
    found = Report.objects.filter(manuscript=report.manuscript_id).exclude(pk=report.pk)
    return list(found.select_related("job", "snapshot").defer("snapshot__content")[:BUILDS])
