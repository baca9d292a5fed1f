"""The way from a report to what stands in it, and back: by the keys that its snapshot holds."""

import re
from collections.abc import Iterator, Sequence
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
    reports = Report.objects.visible_to(visible_to).filter(files__isnull=False).distinct()
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
    keys = named_keys(content_of(report.snapshot)) if report.snapshot.is_intact else ()
    measures = Measure.objects.visible_to(visible_to).filter(pk__in=keys)
    quoted = Contribution.objects.filter(pk__in=keys, is_hidden=False)
    return Named(list(measures.order_by("number")), list(quoted.order_by("written_at", "pk")))


def named_keys(content: Any) -> set[UUID]:
    """The measures and contributions that frozen content names: wherever ``id`` says which."""
    return set(_named_keys(content))


def _named_keys(content: Any) -> Iterator[UUID]:
    if isinstance(content, list):
        for each in content:
            yield from _named_keys(each)
    elif isinstance(content, dict):
        key = content.get("id")
        # Reports of earlier days did not keep every key.
        if isinstance(key, str) and UUID_TEXT.fullmatch(key):
            yield UUID(key)
        for each in content.values():
            yield from _named_keys(each)
