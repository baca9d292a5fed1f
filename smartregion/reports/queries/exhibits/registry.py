"""What may be picked as an exhibit: each kind of source offers choices and draws one of them again.

A source is a few texts (``{"kind": "question", "survey": "digital", "question": "q3"}``) that fit into an
address. Whatever is drawn is what everybody may read: an exhibit is printed in public.
"""

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypeVar

from django.utils import timezone, translation
from django.utils.functional import Promise
from django.utils.translation import gettext as _

from smartregion.core.numbers import number
from smartregion.reports.rendering.exhibits import Shown
from smartregion.reports.rendering.languages import LANGUAGE

Source = Mapping[str, str]
T = TypeVar("T")


@dataclass(frozen=True)
class Offer:
    """One figure or table that can be picked."""

    label: str
    source: Source


@dataclass(frozen=True)
class Offers:
    """Offers below one heading: those of a survey, of a cycle."""

    title: str
    offers: list[Offer]


@dataclass(frozen=True)
class Look:
    """One look at the sources, at a moment; what several exhibits rest on is read once."""

    at: datetime
    memory: dict[Hashable, Any] = field(default_factory=dict)

    @property
    def on(self) -> date:
        return timezone.localdate(self.at)

    def once(self, key: Hashable, read: Callable[[], T]) -> T:
        """What ``read`` gives, read at the first time only; for what does not hang on the moment."""
        if key not in self.memory:
            self.memory[key] = read()
        found: T = self.memory[key]
        return found

    def back_to(self, at: datetime) -> "Look":
        """The same sources as of another moment."""
        return Look(at, self.memory)


Draw = Callable[[Source, Look], Shown | None]
List = Callable[[], Iterator[Offers]]

DRAWERS: dict[str, Draw] = {}
# By the room they come from, in the order of the process.
ROOMS: list[tuple[str | Promise, List]] = []


class SourceGone(Exception):
    """What an exhibit shows is not there any more, or not public any more."""


def draws(kind: str) -> Callable[[Draw], Draw]:
    """Register what draws a kind of source; None where there is nothing to draw."""

    def register(draw: Draw) -> Draw:
        DRAWERS[kind] = draw
        return draw

    return register


def offers(room: str | Promise) -> Callable[[List], List]:
    """Register what lists the choices of a room."""

    def register(listed: List) -> List:
        ROOMS.append((room, listed))
        return listed

    return register


def drawn(source: Source, look: Look) -> Shown:
    """The figure or table of a source as it is today. Raises ``SourceGone``."""
    with translation.override(LANGUAGE):
        try:
            found = DRAWERS[source["kind"]](source, look)
        # Addresses are typed by anybody: what names nothing is as if it were gone.
        except (KeyError, ValueError):
            found = None
    if found is None:
        raise SourceGone
    return found


def offered() -> list[tuple[str, list[Offers]]]:
    """Everything that can be picked, by room; rooms with nothing to pick stay away."""
    with translation.override(LANGUAGE):
        rooms = [(str(room), [each for each in listed() if each.offers]) for room, listed in ROOMS]
    return [(room, listed) for room, listed in rooms if listed]


# -- what the numbers rest on ------------------------------------------------------------------
def said_n(count: int) -> str:
    """How many there are, as it stands below a figure."""
    return _("n = %(n)s") % {"n": number(count)}


def as_of(day: date) -> str:
    """The day of the numbers, as it stands below a figure."""
    return _("Stand %(day)s") % {"day": f"{day:%d.%m.%Y}"}
