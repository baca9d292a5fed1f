"""What a plan says: groups of undertakings, their times and milestones."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

# An end that is known to about a month looks exact at this scale.
EXACT_DAYS = 31


@dataclass(frozen=True)
class Stretch:
    """A time: surely from ``begun`` to ``ending``, perhaps already from ``begins`` and until ``ends``."""

    begins: date | None
    begun: date | None
    ending: date | None
    ends: date | None
    words: str

    @property
    def days(self) -> list[date]:
        return [day for day in (self.begins, self.ends) if day]

    @property
    def begins_roughly(self) -> bool:
        return _is_vague(self.begins, self.begun)

    @property
    def ends_roughly(self) -> bool:
        return _is_vague(self.ending, self.ends)


@dataclass(frozen=True)
class Step:
    """A milestone; ``words`` say in the table how it stands. One without a day stands there only."""

    label: str
    on: date | None
    words: str
    is_done: bool = False
    is_late: bool = False


@dataclass(frozen=True)
class PlanRow:
    """``is_idle`` says that nobody works on it any more, or for the time being."""

    label: str
    planned: Stretch | None = None
    actual: Stretch | None = None
    steps: tuple[Step, ...] = ()
    url: str = ""
    is_idle: bool = False

    @property
    def days(self) -> Iterator[date]:
        for stretch in (self.planned, self.actual):
            yield from stretch.days if stretch else ()
        yield from (step.on for step in self.steps if step.on)


@dataclass(frozen=True)
class PlanGroup:
    """Rows that belong together, under one heading."""

    title: str
    rows: tuple[PlanRow, ...]


def _is_vague(first: date | None, last: date | None) -> bool:
    """Whether between these two days nobody knows; an open end counts as such."""
    return first is None or last is None or (last - first).days > EXACT_DAYS
