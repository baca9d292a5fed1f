"""How far people get: each step forward is counted once, for everybody together (passages.py).

The state that travels in the page says how far the person has been. Going back counts nothing, nor does
coming again over pages that were seen; trying out counts nothing at all.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import TypeVar

from participation.surveys.actions.passing import COLLECTOR
from participation.surveys.answering import Answering
from participation.surveys.models import Pretest, SurveyVersion
from participation.surveys.passages import ALL, DONE, SENT, SHOWN, Passage, class_of, device_of
from participation.surveys.views.answering.turns import Turn

T = TypeVar("T", Turn[SurveyVersion], Turn[Pretest])


def moved_on(turn: T, following: int, *, at: datetime) -> T:
    """The turn on the following page; counted when the person comes there for the first time."""
    state: Answering = turn.state
    if following > state.furthest and isinstance(turn.version, SurveyVersion):
        now: int = int(at.timestamp())
        shown = Passage(state.version, following, device_of(state.device), SHOWN)
        COLLECTOR.note((*_left(state, now), shown), step=hash((state.nonce, following)))
        turn = replace(turn, state=state.reach(following, at=now))
    return turn.to(following)


def arrived(turn: Turn[SurveyVersion], *, at: datetime) -> None:
    """Everything was sent and stored."""
    state = turn.state
    done = Passage(state.version, state.page, device_of(state.device), DONE)
    COLLECTOR.note((*_left(state, int(at.timestamp())), done), step=hash((state.nonce, DONE)))


def _left(state: Answering, now: int) -> Iterator[Passage]:
    """What is to be counted about the furthest page, which the person leaves forwards."""
    if state.furthest < 0:
        return
    yield Passage(state.version, state.furthest, device_of(state.device), SENT)
    if span := class_of(now - state.since):
        yield Passage(state.version, state.furthest, ALL, span)
