"""Reads for the pages about people."""

from smartregion.accounts.queries.invitations import promised_roles, with_promised_roles
from smartregion.accounts.queries.people import (
    SOON,
    consultants_leaving,
    holders_of,
    people,
    people_with,
)
from smartregion.accounts.queries.roles import (
    HeldRole,
    RoomOfAbilities,
    abilities_of,
    history_of,
    roles_by_person,
    shown_roles,
)

__all__ = [
    "SOON",
    "HeldRole",
    "RoomOfAbilities",
    "abilities_of",
    "consultants_leaving",
    "history_of",
    "holders_of",
    "people",
    "people_with",
    "promised_roles",
    "roles_by_person",
    "shown_roles",
    "with_promised_roles",
]
