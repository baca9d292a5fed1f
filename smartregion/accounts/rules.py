"""Role predicates, composed by every room like sentences.

A role is held for everything or for one thing. ``is_editor`` is true for whoever holds it for everything,
and where an object is asked about also for whoever holds it for something in which that object lies.
Asked without an object, or with one that lies in nothing, a limited role gives nothing.
"""

from collections.abc import Iterable
from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import Reach, allow, weigh
from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.scoping import scopes_as
from smartregion.accounts.slots import scopes


def _holds(role: Role) -> rules.Predicate:
    @rules.predicate(f"is_{role.value}")
    def holds(user: Any, thing: Any) -> bool:
        # Anonymous visitors have no roles at all.
        if role in getattr(user, "current_roles", ()):
            return True
        limited = scopes_as(user, role)
        return bool(limited) and not scopes.of(thing).isdisjoint(limited)

    def worth(asked: str, kind: str | None) -> Reach:
        if asked != role:
            return Reach.NONE
        return Reach.ALL if kind is None else Reach.PART

    return weigh(holds, worth)


def holds_for_some(
    *roles: Role, kinds: Iterable[str] = tuple(ScopeKind), whole: bool = True
) -> rules.Predicate:
    """Whether one of these roles is held for everything, or for any one thing of these kinds.

    For doors to lists, which themselves show only what lies in it (``visible_to`` and the like).
    ``whole=False``: holding it for everything opens nothing here.
    """
    wanted = tuple(kinds)

    @rules.predicate("_or_".join(["some", *roles, *wanted, "whole" if whole else "parts"]))
    def holds(user: Any) -> bool:
        if whole and not getattr(user, "current_roles", frozenset()).isdisjoint(roles):
            return True
        return any(kind in wanted for kind, _key in scopes_as(user, *roles))

    def worth(asked: str, kind: str | None) -> Reach:
        if asked not in roles:
            return Reach.NONE
        if kind is None:
            return Reach.ALL if whole else Reach.IF
        return Reach.PART if kind in wanted else Reach.NONE

    return weigh(holds, worth)


is_administration = _holds(Role.ADMINISTRATION)
is_strategy_office = _holds(Role.STRATEGY_OFFICE)
is_editor = _holds(Role.EDITOR)
is_moderator = _holds(Role.MODERATOR)
is_analyst = _holds(Role.ANALYST)
is_data_protection = _holds(Role.DATA_PROTECTION)
is_measure_owner = _holds(Role.MEASURE_OWNER)
is_consultant = _holds(Role.CONSULTANT)
is_representative = _holds(Role.REPRESENTATIVE)

STAFF = (
    Role.ADMINISTRATION,
    Role.STRATEGY_OFFICE,
    Role.EDITOR,
    Role.MODERATOR,
    Role.ANALYST,
    Role.DATA_PROTECTION,
    Role.MEASURE_OWNER,
    Role.CONSULTANT,
)
# Everybody who works here, inside or for the county office, be it on one thing only.
works_here = holds_for_some(*STAFF)
# Whoever works on fields and measures looks at those beside theirs; of one survey nobody needs to.
STRATEGY_KINDS = (ScopeKind.FIELD, ScopeKind.MEASURE, ScopeKind.MUNICIPALITY)
works_on_strategy = holds_for_some(*STAFF, kinds=STRATEGY_KINDS)
# Everybody who works on the strategy as a whole, or on the thing that is asked about.
is_staff = (
    is_administration
    | is_strategy_office
    | is_editor
    | is_moderator
    | is_analyst
    | is_data_protection
    | is_measure_owner
    | is_consultant
)


@rules.predicate
def is_signed_in(user: Any) -> bool:
    """Whether the person has an active account."""
    return bool(user.is_authenticated and user.is_active)


# Whatever role somebody holds, they have an account.
weigh(is_signed_in, lambda _role, kind: Reach.ALL if kind is None else Reach.NONE)


# Representatives are guests of the office, but something may wait for them, too.
allow(
    "accounts.use_desk",
    works_here | is_representative,
    _("Den Arbeitsplatz mit dem sehen, was auf einen wartet"),
    about=tuple(ScopeKind),
)
allow("county.follow_setup", is_staff, _("Die ersten Schritte der Einrichtung verfolgen"))
allow(
    "accounts.manage_people",
    is_administration,
    _("Konten anlegen, Rollen vergeben und zurücknehmen"),
)
allow(
    "county.change_profile",
    is_administration | is_strategy_office,
    _("Profil des Landkreises, Gemeinden und Organisationen pflegen"),
)
