"""Where the process stands, seen from a day."""

from dataclasses import dataclass
from datetime import date

from strategy.models import (
    ProcessPhase,
    Strategy,
)


@dataclass(frozen=True)
class Step:
    """A phase of the process, seen from a day."""

    title: str
    format: str
    result: str
    starts_on: date
    ends_on: date | None
    is_done: bool
    is_current: bool


def steps_of(strategy: Strategy, *, on: date, language: str) -> list[Step]:
    return [_step(phase, on, language) for phase in strategy.phases.all()]


def around_now(steps: list[Step], *, most: int) -> list[Step]:
    """A window on a long way: what comes next, what runs, and the last things done before."""
    ahead = sum(not (step.is_done or step.is_current) for step in steps)
    end = len(steps) - max(ahead - 1, 0)
    return steps[max(end - most, 0) : max(end, most)]


def _step(phase: ProcessPhase, on: date, language: str) -> Step:
    is_done = phase.ends_on is not None and phase.ends_on < on
    return Step(
        **phase.in_language(language),
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        is_done=is_done,
        is_current=phase.starts_on <= on and not is_done,
    )
