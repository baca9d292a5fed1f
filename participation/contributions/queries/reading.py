"""Contributions as readers see them."""

from collections.abc import Iterable, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from participation.contributions.models import Answer, Contribution, Moderation

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


RELAYED = (Contribution.Channel.LETTER, Contribution.Channel.PHONE)


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
    channel: str = ""
    # Came by letter or phone and was entered by the office.
    is_relayed: bool = False
    supports: int = 0
    edited_at: datetime | None = None
    # Waits for moderation; nobody but moderation and whoever wrote it knows that it is there.
    is_held: bool = False
    # Hidden because whoever wrote it took it back.
    is_withdrawn: bool = False


def said(contributions: Sequence[Contribution]) -> dict[UUID, Said]:
    """Contributions (with their municipality loaded) and the answer that holds, in one query.

    Where some are hidden, one more asks which of them were taken back.
    """
    answers, withdrawn = _latest_answers(contributions), _withdrawn(contributions)
    return {one.pk: _said(one, answers.get(one.pk), withdrawn) for one in contributions}


def _said(one: Contribution, answer: Answer | None, withdrawn: Set[UUID]) -> Said:
    return Said(
        id=one.pk,
        author="" if one.is_hidden else one.shown_name,
        municipality="" if one.is_hidden or not one.municipality else one.municipality.name,
        written_at=one.written_at,
        text="" if one.is_hidden else one.text,
        badge=_badge(one.state, answer.decision if answer else ""),
        is_hidden=one.is_hidden,
        is_final=one.is_answered,
        # A step without words (read, in review) says no more than the badge.
        answer=_step(answer) if answer and answer.reason and not one.is_hidden else None,
        url=one.get_absolute_url(),
        channel=one.get_channel_display(),
        is_relayed=one.channel in RELAYED,
        supports=one.supports,
        edited_at=None if one.is_hidden else one.edited_at,
        is_held=one.is_held,
        is_withdrawn=one.pk in withdrawn,
    )


def _withdrawn(contributions: Iterable[Contribution]) -> frozenset[UUID]:
    hidden = [one.pk for one in contributions if one.is_hidden and not one.is_held]
    if not hidden:
        return frozenset()
    steps = Moderation.objects.filter(contribution__in=hidden, reason=Moderation.Reason.TAKEN_BACK)
    return frozenset(steps.values_list("contribution_id", flat=True))


def _latest_answers(contributions: Iterable[Contribution]) -> dict[UUID, Answer]:
    answers = Answer.objects.filter(contribution__in=[one.pk for one in contributions])
    return {answer.contribution_id: answer for answer in answers.order_by("at", "pk")}


def _step(answer: Answer) -> Step:
    badge = _badge(answer.state, answer.decision)
    return Step(badge, answer.reason, answer.office, answer.at)


def history_of(contribution: Contribution) -> list[Step]:
    """Every answer it was given, oldest first."""
    return [_step(answer) for answer in contribution.answers.order_by("at", "pk")]
