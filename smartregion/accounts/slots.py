"""Questions and requests of this room to those above it (see docs/architecture.md)."""

from collections.abc import Callable, Iterable
from datetime import datetime
from typing import Any, Protocol

from django.db.models import Model

from smartregion.accounts.models import ScopeKind, User
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


# A kind of scope and the key of one thing: ("survey", "7").
Scope = tuple[str, str]
# Keys and names of the things for which a role can be held.
Choices = Callable[[], Iterable[tuple[Any, str]]]


class Scopes:
    """For which things a role can be held, and which objects lie in them.

    A room offers kinds of things, and says for its models where a row of them lies. What nobody
    speaks for lies in nothing, so that a limited role gives no right to it.
    """

    def __init__(self) -> None:
        self._choices: dict[str, Choices] = {}
        self._where: dict[type[Model], list[Callable[[Any], Iterable[Scope]]]] = {}

    def offer(self, kind: ScopeKind, choices: Choices) -> None:
        """Called by a higher room in ``AppConfig.ready()``, like ``place``."""
        self._choices[kind] = choices

    def place(self, where: Callable[[Any], Iterable[Scope]], *models: type[Model]) -> None:
        for model in models:
            self._where.setdefault(model, []).append(where)

    def of(self, thing: Any) -> frozenset[Scope]:
        """All scopes in which this object lies."""
        found = self._where.get(type(thing), ())
        return frozenset(scope for where in found for scope in where(thing))

    def choices(self, kind: str) -> list[tuple[str, str]]:
        """All things of this kind, as key and name."""
        return (
            [(str(key), name) for key, name in self._choices[kind]()]
            if kind in self._choices
            else []
        )

    def name_of(self, kind: str, key: str) -> str:
        """What a thing is called today; its key when it is gone."""
        return str(dict(self.choices(kind)).get(key, key))


scopes = Scopes()
