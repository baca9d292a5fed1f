"""Minutes as readers see them: each point with what it is about and what became of it."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.db.models import Prefetch
from django.utils.translation import gettext as _

from participation.contributions.models import Contribution
from participation.contributions.queries import Said, said
from participation.contributions.slots import Outcome, outcomes
from participation.events.models import MinutePoint, Minutes
from strategy.models import Element


@dataclass(frozen=True)
class PointLine:
    """One numbered point; ``said`` is its contribution once it is published."""

    point: MinutePoint
    said: Said | None
    about: Sequence[Contribution]
    elements: Sequence[Element]
    outcomes: Sequence[Outcome]


def point_lines(minutes: Minutes, *, visible_to: Any, drafts: bool) -> list[PointLine]:
    """The points in their order; ``drafts`` also shows what is not published yet."""
    points = minutes.points.select_related("contribution__municipality").prefetch_related(
        Prefetch("about", Contribution.objects.visible_to(visible_to), to_attr="shown_about"),
        Prefetch("elements", Element.objects.visible_to(visible_to), to_attr="shown_elements"),
    )
    found = list(points if drafts else points.exclude(contribution=None))
    contributions = [point.contribution for point in found if point.contribution]
    shown = said(contributions)
    grown = outcomes.of([one.pk for one in contributions], visible_to=visible_to)
    return [_line(point, shown, grown) for point in found]


def _line(point: Any, shown: dict[UUID, Said], grown: dict[UUID, list[Outcome]]) -> PointLine:
    key = point.contribution_id
    return PointLine(
        point=point,
        said=shown.get(key),
        about=point.shown_about,
        elements=point.shown_elements,
        outcomes=grown.get(key, []),
    )


def news_key(point: int, about: UUID) -> str:
    """Under which key whoever wrote a contribution hears that a point is about it."""
    return f"minutes:{point}:{about}"


def news_quoting(contributions: Sequence[UUID], _visible_to: Any) -> dict[UUID, list[str]]:
    """For contributions that are points: the keys of the news in which they were quoted."""
    links = MinutePoint.about.through.objects.filter(minutepoint__contribution__in=contributions)
    found: dict[UUID, list[str]] = {}
    for key, point, about in links.values_list(
        "minutepoint__contribution", "minutepoint", "contribution"
    ):
        found.setdefault(key, []).append(news_key(point, about))
    return found


def discussed_in(contributions: Sequence[UUID], _visible_to: Any) -> dict[UUID, list[Outcome]]:
    """Points of published minutes that are about these contributions."""
    links = MinutePoint.about.through.objects.filter(
        contribution__in=contributions,
        minutepoint__contribution__is_hidden=False,
        minutepoint__minutes__event__is_public=True,
    ).select_related("minutepoint__minutes__event", "minutepoint__contribution")
    found: dict[UUID, list[Outcome]] = {}
    for link in links.order_by("minutepoint__number"):
        outcome = _outcome(link.minutepoint)
        found.setdefault(link.contribution_id, []).append(outcome)
    return found


def _outcome(point: MinutePoint) -> Outcome:
    title = _("%(event)s, Protokoll Punkt %(n)d") % {
        "event": point.minutes.event.title,
        "n": point.number,
    }
    return Outcome("minutes", title, point.get_absolute_url(), _("besprochen"))
