"""Reports by noun: what is being written, what was built from it, how it looks, to whom it went."""

from smartregion.reports.models.designs import Design
from smartregion.reports.models.handovers import Handover
from smartregion.reports.models.manuscripts import Exhibit, Manuscript, ManuscriptChapter
from smartregion.reports.models.mentions import Mention
from smartregion.reports.models.reports import Format, Kind, Report, ReportFile, ReportQuerySet

__all__ = [
    "Design",
    "Exhibit",
    "Format",
    "Handover",
    "Kind",
    "Manuscript",
    "ManuscriptChapter",
    "Mention",
    "Report",
    "ReportFile",
    "ReportQuerySet",
]
