"""The live room as screens show it, and how a screen knows that it has to look again."""

from collections import defaultdict
from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from uuid import UUID

from django.db.models import Max

from participation.events.models import Event, LiveQuestion, LiveSupport

State = LiveQuestion.State

# So long after the end screens go on looking for news: events run over, and people read on.
AFTER = timedelta(hours=2)


class Order(StrEnum):
    """How waiting questions are sorted; the value stands in the address."""

    SUPPORT = "support"
    NEW = "new"


SORTING = {
    Order.SUPPORT: ("-supports", "-contribution__written_at", "pk"),
    Order.NEW: ("-contribution__written_at", "pk"),
}


@dataclass(frozen=True)
class LiveMark:
    """Which state of the live room a screen shows: it changes with everything that is seen there."""

    event: int
    value: str
    takes_questions: bool
    ends_at: datetime

    def is_followed(self, at: datetime) -> bool:
        """Whether anything may still happen."""
        return at < self.ends_at + AFTER


def live_mark(slug: str) -> LiveMark | None:
    """The mark of a live room, in one query; None where there is no such public event.

    Texts are also hidden, shown and edited on other pages than those of the room, so the last step
    of moderation is part of it. (How many are hidden would not do: one shown, another hidden, and
    the number is the same.)
    """
    moderated = Max("questions__contribution__moderations__pk")
    edited = Max("questions__contribution__edited_at")
    found = (
        Event.objects.filter(slug=slug, is_public=True)
        .annotate(moderated=moderated, edited=edited)
        .values_list("pk", "live_version", "moderated", "edited", "takes_questions", "ends_at")
        .first()
    )
    if found is None:
        return None
    pk, version, step, edited_at, takes, ends_at = found
    value = f"{version}.{step or 0}"
    return LiveMark(
        pk, f"{value}.{edited_at.timestamp():.0f}" if edited_at else value, takes, ends_at
    )


@dataclass(frozen=True)
class LiveLine:
    """One question as it is shown."""

    id: UUID
    text: str
    author: str
    municipality: str
    asked_at: datetime
    supports: int
    state: State
    is_hidden: bool

    @property
    def label(self) -> str:
        return str(State.HIDDEN.label if self.is_hidden else self.state.label)


@dataclass(frozen=True)
class LiveRoom:
    """All questions of a room by where they stand."""

    current: LiveLine | None
    shortlist: list[LiveLine]
    new: list[LiveLine]
    answered: list[LiveLine]
    hidden: list[LiveLine]
    # What everybody sees below the current question: shortlisted or not, in one order.
    waiting: list[LiveLine]

    @property
    def total(self) -> int:
        return len(self.waiting) + len(self.answered) + (self.current is not None)


def live_room(event: int, *, order: Order = Order.SUPPORT) -> LiveRoom:
    """All questions of an event, in one query."""
    questions = LiveQuestion.objects.filter(event=event).select_related(
        "contribution__municipality"
    )
    lines = [_line(question) for question in questions.order_by(*SORTING[order])]
    by_state: dict[State, list[LiveLine]] = defaultdict(list)
    for line in lines:
        by_state[State.HIDDEN if line.is_hidden else line.state].append(line)
    waiting = [
        line for line in lines if not line.is_hidden and line.state in (State.NEW, State.SHORTLIST)
    ]
    return LiveRoom(
        current=next(iter(by_state[State.LIVE]), None),
        shortlist=by_state[State.SHORTLIST],
        new=by_state[State.NEW],
        answered=by_state[State.ANSWERED],
        hidden=by_state[State.HIDDEN],
        waiting=waiting,
    )


def _line(question: LiveQuestion) -> LiveLine:
    said = question.contribution
    return LiveLine(
        id=question.pk,
        text=said.text,
        author=said.shown_name,
        municipality=said.municipality.name if said.municipality else "",
        asked_at=said.written_at,
        supports=question.supports,
        state=State(question.state),
        is_hidden=said.is_hidden or question.state == State.HIDDEN,
    )


def supported_by(voice: str, event: Event) -> Collection[UUID]:
    """The questions with which somebody has agreed."""
    supports = LiveSupport.objects.filter(voice=voice, question__event=event)
    return frozenset(supports.values_list("question", flat=True))
