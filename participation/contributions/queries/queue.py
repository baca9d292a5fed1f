"""The list of the office."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from participation.contributions.models import Contribution, ContributionQuerySet
from participation.contributions.queries.reading import Said, said
from participation.contributions.slots import (
    Place,
    places,
)

State = Contribution.State


@dataclass(frozen=True)
class Waiting:
    """A row of the office's list."""

    said: Said
    channel: str
    place: Place | None


def filtered(user: Any, *, state: str = "", channel: str = "") -> ContributionQuerySet:
    """Contributions for the office's list: by default those that wait for an answer."""
    found = Contribution.objects.visible_to(user).select_related("municipality")
    if channel:
        found = found.filter(channel=channel)
    if state == "all":
        return found
    return found.filter(state=state) if state in State.values else found.unanswered()


def rows(contributions: Sequence[Contribution], *, visible_to: Any) -> list[Waiting]:
    """One page of the list, with the place of each contribution."""
    shown = said(contributions)
    where = places.of([one.pk for one in contributions], visible_to=visible_to)
    return [
        Waiting(shown[one.pk], one.get_channel_display(), next(iter(where[one.pk]), None))
        for one in contributions
    ]
