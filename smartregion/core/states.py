"""State machines: which state of a row may follow which."""

from collections.abc import Collection, Mapping
from typing import Any

from django.db import models


class Moving(models.Model):
    """A row whose ``state`` goes on as ``TRANSITIONS`` says; one action moves it, by a conditional update."""

    State: type[models.TextChoices]
    TRANSITIONS: Mapping[Any, Collection[Any]]
    state: Any

    class Meta:
        abstract = True

    def can_move_to(self, state: str) -> bool:
        return state in self.TRANSITIONS[self.State(self.state)]

    @property
    def next_states(self) -> list[Any]:
        """What may follow now, in the order of its life."""
        return [state for state in self.State if self.can_move_to(state)]
