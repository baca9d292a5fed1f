"""Reads for the pages about people."""

from smartregion.accounts.queries.people import SOON, consultants_leaving, holders_of, people
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
    "roles_by_person",
    "shown_roles",
]
