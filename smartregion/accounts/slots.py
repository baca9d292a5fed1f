"""Questions and requests of this room to those above it (see docs/architecture.md)."""

from datetime import datetime
from typing import Protocol

from smartregion.accounts.models import User
from smartregion.core.slots import Slot

# What does this person have here? Sentences for the page on which they think about leaving.
belongings: Slot[str] = Slot()


class Farewell(Protocol):
    """Removes what a room keeps about somebody who leaves; what others rely on stays, nameless."""

    def __call__(self, *, user: User, with_texts: bool, at: datetime) -> None: ...


class Farewells:
    """What every room does when somebody leaves, in the same transaction."""

    def __init__(self) -> None:
        self._known: list[Farewell] = []

    def add(self, farewell: Farewell) -> None:
        """Called by a higher room in ``AppConfig.ready()``."""
        self._known.append(farewell)

    def bid(self, *, user: User, with_texts: bool, at: datetime) -> None:
        for farewell in self._known:
            farewell(user=user, with_texts=with_texts, at=at)


leaving = Farewells()
