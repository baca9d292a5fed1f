"""The words in which states are written.

    Noun("survey", "slug", ("surveys:*",), states=(State("draft", drafted, seen_by=READERS),))

The row of an address (tests/architecture/access) names *a* thing, in the state in which all that its row
allows can be done. A ``State`` brings this same thing into another state, so that everything that hangs on
it comes along: whoever is not in ``seen_by`` must then be refused at every address of the noun, whatever the
row says. ``besides`` names single addresses that answer more people, each with a reason.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from fnmatch import fnmatchcase
from typing import Any

from tests.architecture.access.table import ROLES, Row

Arguments = dict[str, Any]
EVERYBODY = frozenset(ROLES)


@dataclass(frozen=True)
class State:
    name: str
    # Changes rows, and gives the arguments of the address afterwards; None: cannot be in this state.
    into: Callable[[Arguments], Arguments | None]
    seen_by: frozenset[str] = EVERYBODY
    # Address (may have *) → why it answers others than ``seen_by`` as well.
    besides: Mapping[str, str] = field(default_factory=dict)
    # Whose it was, and whose it is: the new owner may what the row says of the former one.
    handed: tuple[str, str] | None = None

    def may(self, role: str, name: str, row: Row) -> bool:
        if self.handed and role == self.handed[1] and self.handed[0] in row.allowed:
            return True
        if role not in row.allowed:
            return False
        if any(fnmatchcase(name, pattern) for pattern in self.besides):
            return True
        return role in self.seen_by


@dataclass(frozen=True)
class Noun:
    label: str
    # The argument that names it in addresses, and in which addresses.
    argument: str
    addresses: tuple[str, ...]
    states: tuple[State, ...] = ()
    # Why there is only one state: it is there, and everybody whom the row names may see it.
    stateless: str = ""

    def __post_init__(self) -> None:
        if bool(self.states) == bool(self.stateless):
            raise ValueError(f"{self.label}: states, or a reason why there are none")

    def is_named_by(self, name: str, arguments: frozenset[str]) -> bool:
        return self.argument in arguments and any(
            fnmatchcase(name, pattern) for pattern in self.addresses
        )
