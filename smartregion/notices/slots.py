"""Questions this room asks without knowing who answers (see docs/architecture.md)."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db.models import Model

from smartregion.core.slots import Slot


@dataclass(frozen=True)
class Followed:
    """Something a person follows; ``follow_url`` is where they end that with their account."""

    kind: str
    title: str
    url: str
    since: datetime
    follow_url: str
    # Says that they follow; once it is gone they do not any more.
    row: Model

    @property
    def name(self) -> str:
        """By which it is told from the others that somebody follows, whatever they are."""
        return f"{self.row._meta.label_lower}-{self.row.pk}"


# What does this recipient follow?
followed: Slot[Followed] = Slot()
# Until which day is there something to tell this guest? ``date.max`` where they wait for an answer.
pending: Slot[date] = Slot()
