"""A question this room asks without knowing who answers (see docs/architecture.md).

What people said about a field of action and which measures serve it is known only by the rooms
above; they fill this slot when the application starts.
"""

from dataclasses import dataclass

from smartregion.core.slots import Slot


@dataclass(frozen=True)
class Related:
    """What hangs on an element in a room above: a sentence with its number, and where to read on."""

    label: str
    count: int
    url: str


related: Slot[Related] = Slot()
