"""Contributions as readers and offices see them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils.translation import ngettext

from participation.contributions.models import Answer, Contribution, ContributionQuerySet
from participation.contributions.slots import (
    Outcome,
    Place,
    Rewording,
    outcomes,
    places,
    rewordings,
)
from strategy.models import Element
from strategy.slots import Related

State = Contribution.State
Decision = Answer.Decision

# Colour and sign of each state; "not taken up" is an answer like any other, not a fault.
LOOKS = {
    State.NEW: ("neutral", ""),
    State.READ: ("neutral", "visibility"),
    State.IN_REVIEW: ("info", ""),
    State.TAKEN_UP: ("success", ""),
    State.NOT_TAKEN_UP: ("neutral", "close"),
    State.NOT_COMPETENT: ("neutral", "arrow-forward"),
}
DECISION_LOOKS = {
    Decision.ADOPTED: ("success", ""),
    Decision.PARTLY: ("success", "check"),
    Decision.REJECTED: ("neutral", "close"),
    Decision.NOTED: ("neutral", "visibility"),
    Decision.REFERRED: ("neutral", "arrow-forward"),
}


@dataclass(frozen=True)
class Badge:
    label: str
    tone: str
    icon: str


def badge_of(state: str) -> Badge:
    """A state as a word with its colour and sign."""
    tone, icon = LOOKS[State(state)]
    return Badge(str(State(state).label), tone, icon)


def decision_badge(decision: str) -> Badge:
    """How a comment was weighed, which says more than the state that follows from it."""
    tone, icon = DECISION_LOOKS[Decision(decision)]
    return Badge(str(Decision(decision).label), tone, icon)


def _badge(state: str, decision: str) -> Badge:
    return decision_badge(decision) if decision else badge_of(state)


@dataclass(frozen=True)
class Step:
    """One answer in the history of a contribution."""

    badge: Badge
    reason: str
    office: str
    at: datetime


@dataclass(frozen=True)
class Said:
    """A contribution as readers see it; of a hidden one nothing but its place is left."""

    id: UUID
    author: str
    municipality: str
    written_at: datetime
    text: str
    badge: Badge
    is_hidden: bool
    is_final: bool
    answer: Step | None
    url: str


def said(contributions: Sequence[Contribution]) -> dict[UUID, Said]:
    """Contributions (with their municipality loaded) and the answer that holds, in one query."""
    answers = _latest_answers(contributions)
    return {one.pk: _said(one, answers.get(one.pk)) for one in contributions}


def _said(one: Contribution, answer: Answer | None) -> Said:
    return Said(
        id=one.pk,
        author="" if one.is_hidden else one.author_name,
        municipality="" if one.is_hidden or not one.municipality else one.municipality.name,
        written_at=one.written_at,
        text="" if one.is_hidden else one.text,
        badge=_badge(one.state, answer.decision if answer else ""),
        is_hidden=one.is_hidden,
        is_final=one.is_answered,
        # A step without words (read, in review) says no more than the badge.
        answer=_step(answer) if answer and answer.reason and not one.is_hidden else None,
        url=one.get_absolute_url(),
    )


def _latest_answers(contributions: Iterable[Contribution]) -> dict[UUID, Answer]:
    answers = Answer.objects.filter(contribution__in=[one.pk for one in contributions])
    return {answer.contribution_id: answer for answer in answers.order_by("at", "pk")}


def _step(answer: Answer) -> Step:
    badge = _badge(answer.state, answer.decision)
    return Step(badge, answer.reason, answer.office, answer.at)


def history_of(contribution: Contribution) -> list[Step]:
    """Every answer it was given, oldest first."""
    return [_step(answer) for answer in contribution.answers.order_by("at", "pk")]


# -- the page of one contribution ---------------------------------------------------------------
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
    elements: list[Any]
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
        elements=list(contribution.elements.visible_to(visible_to)),
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
    shown = parent and (not parent.is_hidden or visible_to.has_perm("participation.moderate"))
    return parent.get_absolute_url() if parent and shown else ""


# -- what was said about an element --------------------------------------------------------------
def about(element: Element) -> ContributionQuerySet:
    """What people said about an element or about those that went into it, newest first."""
    found = Contribution.objects.filter(
        Q(elements=element) | Q(elements__successor=element), is_hidden=False
    )
    return found.distinct().select_related("municipality").order_by("-written_at", "pk")


def related_to(elements: Sequence[UUID], _visible_to: Any) -> dict[UUID, list[Related]]:
    """How much people said about each element, for its page in the strategy."""
    said_about: dict[UUID, set[UUID]] = {key: set() for key in elements}
    pairs = Contribution.objects.filter(
        Q(elements__in=elements) | Q(elements__successor__in=elements), is_hidden=False
    ).values_list("pk", "elements__pk", "elements__successor")
    for contribution, element, successor in pairs:
        for key in (element, successor):
            if key in said_about:
                said_about[key].add(contribution)
    return {key: [_related(key, len(found))] if found else [] for key, found in said_about.items()}


def _related(element: UUID, count: int) -> Related:
    label = ngettext("%(n)d Beitrag dazu", "%(n)d Beiträge dazu", count) % {"n": count}
    return Related(label, count, reverse("contributions:about", args=[element]))


# -- the list of the office ---------------------------------------------------------------------
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
