"""For which things a visitor holds a role, and which roles can be held for which kinds of things."""

from typing import Any

from smartregion.accounts.models import Role, ScopeKind

# Offered are the combinations that mean something; every role can be held for everything.
# Those who answer for measures, and those who speak for a municipality, are limited by what names them.
LIMITED: dict[str, tuple[ScopeKind, ...]] = {
    Role.EDITOR: (ScopeKind.FIELD, ScopeKind.MEASURE, ScopeKind.MUNICIPALITY, ScopeKind.SURVEY),
    Role.CONSULTANT: (ScopeKind.FIELD, ScopeKind.MEASURE, ScopeKind.MUNICIPALITY, ScopeKind.SURVEY),
    Role.MODERATOR: (ScopeKind.FIELD, ScopeKind.MUNICIPALITY),
    Role.ANALYST: (ScopeKind.SURVEY,),
}


def scopes_as(user: Any, *roles: str) -> frozenset[tuple[str, str]]:
    """The things for which a person holds these roles; visitors without an account hold nothing."""
    return user.scopes_as(*roles) if hasattr(user, "scopes_as") else frozenset()


def keys_as(user: Any, kind: str, *roles: str) -> list[str]:
    """The keys of the things of one kind for which a person holds one of these roles."""
    return [key for of, key in scopes_as(user, *roles) if of == kind]
