"""What each role may do, in words: for the page of a person and for docs/roles.md.

A permission is given in a room's ``rules.py`` by ``allow``, with the sentence that says what it opens. Who
has it is read from the predicate itself, so that words and rules cannot part.
"""

import ast
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import IntEnum
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from smartregion.accounts.models import Role
from smartregion.accounts.scoping import LIMITED

ROOMS = {
    "accounts": _("Konten und Arbeitsplatz"),
    "notices": _("Konten und Arbeitsplatz"),
    "county": _("Landkreis"),
    "strategy": _("Strategie"),
    "participation": _("Beteiligung"),
    "measures": _("Maßnahmen"),
    "reports": _("Berichte"),
    "home": _("Betrieb"),
    "privacy": _("Datenschutz"),
}


class Reach(IntEnum):
    """How far a permission goes for somebody who holds a role."""

    NONE = 0
    # Within the thing for which the role is held.
    PART = 1
    # Only where something more is true: answers for the measure, was asked, wrote it.
    IF = 2
    ALL = 3


@dataclass(frozen=True)
class Ability:
    """One permission in words; ``about``: the kinds of things to which it can be limited."""

    permission: str
    says: Any
    about: tuple[str, ...]

    @property
    def room(self) -> Any:
        return ROOMS[self.permission.partition(".")[0]]


ABILITIES: dict[str, Ability] = {}
# What a predicate is worth for a role held for a kind of thing (None: for everything), by its name.
Worth = Callable[[str, str | None], Reach]
_worths: dict[str, Worth] = {}


def allow(permission: str, who: rules.Predicate, says: Any, *, about: Iterable[str] = ()) -> None:
    """Give a permission. ``about`` names the kinds of things that its objects lie in (slots.scopes)."""
    ABILITIES[permission] = Ability(permission, says, tuple(about))
    rules.add_perm(permission, who)  # type: ignore[no-untyped-call]


def weigh(predicate: rules.Predicate, worth: Worth) -> rules.Predicate:
    """Say what a predicate about roles is worth; what is not weighed depends on the thing (``Reach.IF``)."""
    _worths[predicate.name] = worth
    return predicate


def reach(permission: str, role: str, kind: str | None = None) -> Reach:
    """How far a role reaches that is held for everything, or for one thing of a kind."""
    ability = ABILITIES[permission]
    if kind is not None and kind not in LIMITED.get(role, ()):
        return Reach.NONE
    found = _evaluate(_parsed(permission), role, kind)
    if found is Reach.PART and kind not in ability.about:
        return Reach.NONE
    return found


def table() -> Mapping[str, Mapping[str, Reach]]:
    """Permission by role, held for everything."""
    return {name: {role: reach(name, role) for role in Role.values} for name in sorted(ABILITIES)}


def _parsed(permission: str) -> ast.expr:
    """The composition of predicates; django-rules keeps it as their name, ``(is_a | (is_b & c))``."""
    composed: str = rules.permissions.permissions[permission].name
    return ast.parse(composed, mode="eval").body


def _evaluate(node: ast.expr, role: str, kind: str | None) -> Reach:
    if isinstance(node, ast.BinOp):
        sides = [_evaluate(side, role, kind) for side in (node.left, node.right)]
        return max(sides) if isinstance(node.op, ast.BitOr) else _both(sides)
    if isinstance(node, ast.UnaryOp):
        return Reach.IF
    assert isinstance(node, ast.Name)  # noqa: S101 - narrows the type only
    worth = _worths.get(node.id)
    return worth(role, kind) if worth else Reach.IF


def _both(sides: list[Reach]) -> Reach:
    """What is limited stays limited, whatever else has to be true."""
    return min(sides)
