"""Questions this room asks without knowing who answers (see docs/architecture.md)."""

from smartregion.core.slots import Slot

# What are these verbs of the trail called, or these kinds of jobs?
acts: Slot[str] = Slot()
# And the rooms, by the name of their application?
rooms: Slot[str] = Slot()
