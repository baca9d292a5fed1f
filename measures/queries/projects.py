"""Projects that working groups handed in, and what it takes to make measures of them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import QuerySet

from measures.models import Measure, Origin
from participation.models import ProjectProfile
from strategy.models import Element

NUMBER_AT_THE_END = re.compile(r"\d+$")


@dataclass(frozen=True)
class ProjectRow:
    """A project that was handed in, and the measure it became, if any."""

    pk: int
    title: str
    group: str
    event: str
    url: str
    measure: Measure | None


def projects() -> QuerySet[ProjectProfile]:
    """What can become a measure: handed in, and not hidden by moderation."""
    found = ProjectProfile.objects.filter(contribution__is_hidden=False)
    return found.select_related("group__event", "group__element", "contribution")


def project_rows() -> list[ProjectRow]:
    """All projects, those that wait first, the latest first."""
    found = list(projects().order_by("-handed_in_at", "pk"))
    grown = measures_from([profile.contribution_id for profile in found])
    rows = [
        ProjectRow(
            pk=profile.pk,
            title=profile.title,
            group=profile.group.title,
            event=profile.group.event.title,
            url=profile.get_absolute_url(),
            measure=grown.get(profile.contribution_id),
        )
        for profile in found
    ]
    return sorted(rows, key=lambda row: row.measure is not None)


def measures_from(contributions: Sequence[UUID | None]) -> dict[UUID | None, Measure]:
    """By contribution the measure that grew from it."""
    origins = Origin.objects.filter(contribution__in=contributions).select_related("measure")
    return {origin.contribution_id: origin.measure for origin in origins}


def next_number(field: Element | None) -> str:
    """The number after the last one of this field, as a proposal; empty where there is no pattern."""
    taken = set(Measure.objects.values_list("number", flat=True))
    here = Measure.objects.filter(field=field).order_by("number").values_list("number", flat=True)
    last = here.last() if field else None
    if not last or not (found := NUMBER_AT_THE_END.search(last)):
        return ""
    width, count = len(found.group()), int(found.group())
    numbers = (f"{last[: found.start()]}{count + n:0{width}}" for n in range(1, len(taken) + 2))
    return next(number for number in numbers if number not in taken)
