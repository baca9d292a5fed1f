"""Role predicates, composed by every room like sentences.

A role is held for everything or for one thing. ``is_editor`` is true for whoever holds it for everything,
and where an object is asked about also for whoever holds it for something in which that object lies.
Asked without an object, or with one that lies in nothing, a limited role gives nothing.
"""

from typing import Any

import rules

from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.slots import scopes


def _holds(role: Role) -> rules.Predicate:
    @rules.predicate(f"is_{role.value}")
    def holds(user: Any, thing: Any) -> bool:
        # Anonymous visitors have no roles at all.
        if role in getattr(user, "current_roles", ()):
            return True
        limited = user.scopes_as(role) if hasattr(user, "scopes_as") else ()
        return bool(limited) and not scopes.of(thing).isdisjoint(limited)

    return holds


def holds_for_some(*roles: Role, kinds: tuple[str, ...] = tuple(ScopeKind)) -> rules.Predicate:
    """Whether one of these roles is held for everything, or for any one thing of these kinds.

    For doors to lists, which themselves show only what lies in it (``visible_to`` and the like).
    """

    @rules.predicate(f"holds_for_some:{','.join(roles)}:{','.join(kinds)}")
    def holds(user: Any) -> bool:
        if not getattr(user, "current_roles", frozenset()).isdisjoint(roles):
            return True
        limited = user.scopes_as(*roles) if hasattr(user, "scopes_as") else ()
        return any(kind in kinds for kind, _key in limited)

    return holds


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
works_on_strategy = holds_for_some(
    *STAFF, kinds=(ScopeKind.FIELD, ScopeKind.MEASURE, ScopeKind.MUNICIPALITY)
)
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


# Representatives are guests of the office, but something may wait for them, too.
rules.add_perm("accounts.use_desk", works_here | is_representative)
rules.add_perm("county.follow_setup", is_staff)
rules.add_perm("accounts.manage_people", is_administration)
rules.add_perm("county.change_profile", is_administration | is_strategy_office)
