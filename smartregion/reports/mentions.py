"""The way from a report to what stands in it, and back: by the keys that its snapshot holds."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import BooleanField, ExpressionWrapper, Q, QuerySet
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from measures.models import Measure
from measures.slots import Mention
from participation.contributions.models import Contribution
from participation.contributions.slots import Outcome
from smartregion.core.snapshots import content_of
from smartregion.reports.models import Report

UUID_TEXT = re.compile(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


# -- from the thing to the report ------------------------------------------------------------
def contributions_mentioned(
    contributions: Sequence[UUID], visible_to: Any
) -> dict[UUID, list[Outcome]]:
    """The reports that quote these contributions."""
    found = _naming(contributions, visible_to)
    return {key: [_outcome(report) for report in reports] for key, reports in found.items()}


def measures_mentioned(measures: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Mention]]:
    """The reports in which these measures stand."""
    found = _naming(measures, visible_to)
    return {
        key: [Mention(each.title, each.get_absolute_url(), _day(each)) for each in reports]
        for key, reports in found.items()
    }


def _naming(keys: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Report]]:
    """Printed reports whose snapshot names a key; the database looks, so that no text is loaded."""
    names = {f"names_{place}": key for place, key in enumerate(keys)}
    looks = {name: Q(snapshot__content__contains=str(key)) for name, key in names.items()}
    printed = _printed(visible_to).annotate(
        **{
            name: ExpressionWrapper(look, output_field=BooleanField())
            for name, look in looks.items()
        }
    )
    reports = list(printed)
    return {key: [each for each in reports if getattr(each, name)] for name, key in names.items()}


def _printed(visible_to: Any) -> QuerySet[Report]:
    reports = Report.objects.visible_to(visible_to).exclude(file="")
    return reports.select_related("snapshot").defer("snapshot__content")


def _day(report: Report) -> Any:
    return timezone.localdate(report.snapshot.taken_at)


def _outcome(report: Report) -> Outcome:
    day = date_format(_day(report), "DATE_FORMAT")
    return Outcome(
        kind="report",
        title=report.title,
        url=report.get_absolute_url(),
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
    content = content_of(report.snapshot) if report.snapshot.is_intact else {}
    measures = Measure.objects.visible_to(visible_to).filter(pk__in=measure_keys(content))
    quoted = Contribution.objects.filter(pk__in=contribution_keys(content), is_hidden=False)
    return Named(list(measures.order_by("number")), list(quoted.order_by("written_at", "pk")))


def measure_keys(content: Mapping[str, Any]) -> list[UUID]:
    """The measures that frozen content names."""
    return _keys(measure["card"].get("id") for measure in content.get("measures", ()))


def contribution_keys(content: Mapping[str, Any]) -> list[UUID]:
    """The contributions that frozen content quotes."""
    topics = (topic for forum in content.get("forums", ()) for topic in forum["topics"])
    return _keys(said.get("id") for topic in topics for said in topic["contributions"])


def _keys(texts: Iterable[str | None]) -> list[UUID]:
    """Reports of earlier days did not keep every key."""
    return [UUID(text) for text in texts if text and UUID_TEXT.fullmatch(text)]
