"""Who holds which role, under which name people appear, and how they leave."""

from smartregion.accounts.actions.closing import close_account, duties_of
from smartregion.accounts.actions.people import (
    add_person,
    grant_role,
    remove_second_factor,
    rename_person,
    take_back_role,
)
from smartregion.accounts.actions.sessions import end_sessions, forget_sessions

__all__ = [
    "add_person",
    "close_account",
    "duties_of",
    "end_sessions",
    "forget_sessions",
    "grant_role",
    "remove_second_factor",
    "rename_person",
    "take_back_role",
]
