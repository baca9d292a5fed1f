"""Questions this room asks without knowing who answers (see docs/architecture.md).

What people said about a field of action, which measures serve it and where a draft is commented on
is known only by the rooms above; they fill these slots when the application starts.
"""

from dataclasses import dataclass

from smartregion.core.slots import Slot


@dataclass(frozen=True)
class Related:
    """What hangs on an element in a room above: a sentence with its number, and where to read on."""

    label: str
    count: int
    url: str


@dataclass(frozen=True)
class Link:
    """Something in a room above: what grew from a thing of this room, or what one may make of it."""

    label: str
    url: str


related: Slot[Related] = Slot()
# About findings: the measures that give them as their origin, and what this person may make of them.
grown_from: Slot[Link] = Slot()
next_steps: Slot[Link] = Slot()
# About municipalities: what is planned there, and what was asked for from there.
about_towns: Slot[Related] = Slot()
# About versions that are out for consultation: the address of the page for comments.
comment_pages: Slot[str] = Slot()
# About one element: what evaluations propose for the next version; asked on its own page only.
proposals: Slot[Related] = Slot()
# About elements: what evaluations have shown and the office has taken up for the next version.
taken_up: Slot[Link] = Slot()
# About two versions side by side (pairs of keys, the older one first): the synopsis to take along.
prints: Slot[Link] = Slot()
