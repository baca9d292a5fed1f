"""The way from a report to what stands in it, and back: by the keys that its snapshot holds."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.http import urlencode
from django.utils.translation import gettext as _

from measures import slots
from measures.models import Measure
from participation.contributions.models import Contribution
from participation.contributions.slots import Outcome
from smartregion.core.snapshots import content_of
from smartregion.reports.documents import named_keys
from smartregion.reports.models import Mention, Report


# -- from the thing to the report ------------------------------------------------------------
def contributions_mentioned(
    contributions: Sequence[UUID], visible_to: Any
) -> dict[UUID, list[Outcome]]:
    """The reports that quote these contributions."""
    found: dict[UUID, list[Outcome]] = {key: [] for key in contributions}
    for mention in _mentions(contributions, visible_to):
        found[mention.thing].append(_outcome(mention))
    return found


def measures_mentioned(
    measures: Sequence[UUID], visible_to: Any
) -> dict[UUID, list[slots.Mention]]:
    """The reports in which these measures stand."""
    found: dict[UUID, list[slots.Mention]] = {key: [] for key in measures}
    for mention in _mentions(measures, visible_to):
        told = slots.Mention(mention.report.title, _place(mention), _day(mention.report))
        found[mention.thing].append(told)
    return found


def _mentions(keys: Sequence[UUID], visible_to: Any) -> QuerySet[Mention]:
    """In printed reports that this person may see, the last ordered first."""
    printed = Report.objects.visible_to(visible_to).filter(files__isnull=False)
    found = Mention.objects.filter(thing__in=keys, report__in=printed)
    found = found.select_related("report__snapshot").defer("report__snapshot__content")
    return found.order_by("-report__ordered_at", "pk")


def _place(mention: Mention) -> str:
    """Where the web report tells of it; before the release the page where the report is made."""
    report = mention.report
    if not report.released_at or report.withdrawn_at:
        return report.get_absolute_url()
    address = reverse("reports:web_report", args=[report.slug])
    return f"{address}?{urlencode({'stelle': str(mention.thing)})}"


def _day(report: Report) -> date:
    return timezone.localdate(report.snapshot.taken_at)


def _outcome(mention: Mention) -> Outcome:
    day = date_format(_day(mention.report), "DATE_FORMAT")
    return Outcome(
        kind="report",
        title=mention.report.title,
        url=_place(mention),
        state=_("Stand der Daten: %(day)s") % {"day": day},
    )


# -- from the report to the thing ------------------------------------------------------------
@dataclass(frozen=True)
class Named:
    """What stands in a report and can be read on a page of its own."""

    measures: list[Measure]
    contributions: list[Contribution]


def named_in(report: Report, *, visible_to: Any) -> Named:
    """Measures and quoted contributions of a report, as far as this person may see them."""
    keys = named_keys(content_of(report.snapshot)) if report.snapshot.is_intact else ()
    measures = Measure.objects.visible_to(visible_to).filter(pk__in=keys)
    quoted = Contribution.objects.filter(pk__in=keys, is_hidden=False)
    return Named(list(measures.order_by("number")), list(quoted.order_by("written_at", "pk")))
