"""Questions this room asks without knowing who answers (see docs/architecture.md)."""

from dataclasses import dataclass
from datetime import date, datetime

from smartregion.core.slots import Slot


@dataclass(frozen=True)
class Followed:
    """Something a person follows; ``follow_url`` is where they end that."""

    kind: str
    title: str
    url: str
    since: datetime
    follow_url: str


# What does this recipient follow?
followed: Slot[Followed] = Slot()
# Until which day is there something to tell this guest? ``date.max`` where they wait for an answer.
pending: Slot[date] = Slot()
