"""The page of one contribution: what became of it."""

from dataclasses import dataclass, field
from typing import Any

from django.http import Http404

from participation.contributions.models import Contribution
from participation.contributions.queries.clusters import Together, together_with
from participation.contributions.queries.reading import Said, Step, history_of, said
from participation.contributions.slots import (
    Outcome,
    Place,
    Rewording,
    mentions,
    next_steps,
    outcomes,
    places,
    rewordings,
)
from strategy.slots import Link


@dataclass(frozen=True)
class ContributionPage:
    """Everything that became of one contribution."""

    said: Said
    original: str
    channel: str
    place: Place | None
    rewording: Rewording | None
    history: list[Step]
    outcomes: list[Outcome]
    next_steps: list[Link]
    elements: list[Any]
    together: Together | None
    mentions: list[Outcome]
    replies: list[Said] = field(default_factory=list)
    parent_url: str = ""
    # Of what was taken from a survey only the day is known.
    is_by_day: bool = False


def contribution_page(contribution: Contribution, *, visible_to: Any) -> ContributionPage:
    """The page of a contribution, or 404 where the place it was said at is not public."""
    found = places.of([contribution.pk], visible_to=visible_to)[contribution.pk]
    if not found and contribution.channel == Contribution.Channel.FORUM:
        raise Http404
    visible = contribution.replies.visible_to(visible_to).select_related("municipality")
    replies = list(visible.order_by("written_at", "pk"))
    shown = said([contribution, *replies])
    return ContributionPage(
        said=shown[contribution.pk],
        original=contribution.text,
        channel=contribution.get_channel_display(),
        place=found[0] if found else None,
        rewording=_rewording(contribution, visible_to),
        history=history_of(contribution),
        outcomes=outcomes.of([contribution.pk], visible_to=visible_to)[contribution.pk],
        next_steps=next_steps.of([contribution.pk], visible_to=visible_to)[contribution.pk],
        elements=list(contribution.elements.visible_to(visible_to)),
        together=together_with(contribution),
        mentions=mentions.of([contribution.pk], visible_to=visible_to)[contribution.pk],
        replies=[shown[reply.pk] for reply in replies],
        parent_url=_parent_url(contribution, visible_to),
        is_by_day=contribution.channel == Contribution.Channel.SURVEY,
    )


def _rewording(contribution: Contribution, visible_to: Any) -> Rewording | None:
    found = rewordings.of([contribution.pk], visible_to=visible_to)[contribution.pk]
    return found[0] if found else None


def answer_url_of(contribution: Contribution, *, visible_to: Any) -> str:
    """Where it is answered, if its place has a page of its own for that."""
    found = places.of([contribution.pk], visible_to=visible_to)[contribution.pk]
    return next((place.answer_url for place in found if place.answer_url), "")


def _parent_url(contribution: Contribution, visible_to: Any) -> str:
    parent = contribution.reply_to
    shown = parent and (
        not parent.is_hidden or visible_to.has_perm("participation.moderate", parent)
    )
    return parent.get_absolute_url() if parent and shown else ""
