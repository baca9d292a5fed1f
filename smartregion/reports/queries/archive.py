"""Released reports as everybody finds them: the archive, and what stands beside one of them."""

from dataclasses import dataclass

from django.utils import timezone
from django.utils.translation import gettext as _

from smartregion.core.days import short_day
from smartregion.core.links import public_url
from smartregion.county.models import County
from smartregion.reports.models import Format, Kind, Report, ReportFile, ReportQuerySet

# About one thing each: an earlier one with another title is not an earlier edition.
OF_ONE_THING = (Kind.SURVEY, Kind.FORUM, Kind.PROFILE)


def archived(*, kind: str = "") -> ReportQuerySet:
    """All that was ever released, also what was withdrawn later; the newest first."""
    found = Report.objects.released().select_related("snapshot", "version", "cycle")
    found = found.defer("snapshot__content").prefetch_related("files").order_by("-released_at")
    return found.filter(kind=kind) if kind else found


def kinds_in_archive() -> list[tuple[str, str]]:
    """The kinds of which something was released, with their names."""
    there = set(Report.objects.released().order_by().values_list("kind", flat=True).distinct())
    return [(value, str(label)) for value, label in Kind.choices if value in there]


@dataclass(frozen=True)
class Neighbours:
    """The reports of the same kind before and after one; None where there is none."""

    earlier: Report | None
    newer: Report | None


def neighbours(report: Report) -> Neighbours:
    """By the day of their data, among those that hold."""
    alike = Report.objects.in_force().filter(kind=report.kind).exclude(pk=report.pk)
    if report.kind in OF_ONE_THING:
        alike = alike.filter(title=report.title)
    day = report.snapshot.taken_at
    return Neighbours(
        alike.filter(snapshot__taken_at__lt=day).order_by("-snapshot__taken_at").first(),
        alike.filter(snapshot__taken_at__gt=day).order_by("snapshot__taken_at").first(),
    )


def citation(report: Report, files: list[ReportFile]) -> str:
    """How the report is named in a list of sources, with what proves its wording."""
    county, released = County.objects.first(), timezone.localdate(report.released_at)
    words = {
        "county": county.name if county else "",
        "year": released.year,
        "title": report.title,
        "kind": report.get_kind_display(),
        "day": short_day(timezone.localdate(report.snapshot.taken_at)),
        "address": public_url(report.get_absolute_url()),
    }
    text = (
        _("%(county)s (%(year)s): %(title)s. %(kind)s, Stand der Daten: %(day)s. %(address)s")
        % words
    )
    pdf = next((file for file in files if file.format == Format.PDF), None)
    proven = _("%(text)s (PDF, SHA-256: %(sum)s)")
    return proven % {"text": text, "sum": pdf.sha256} if pdf else text
