"""Who holds which role, under which name people appear, and how they leave."""

from smartregion.accounts.actions.closing import close_account, duties_of
from smartregion.accounts.actions.people import (
    add_person,
    remove_second_factor,
    rename_person,
)
from smartregion.accounts.actions.roles import (
    EVERYTHING,
    change_role_end,
    grant_role,
    take_back_role,
)
from smartregion.accounts.actions.sessions import end_sessions, forget_sessions

__all__ = [
    "EVERYTHING",
    "add_person",
    "change_role_end",
    "close_account",
    "duties_of",
    "end_sessions",
    "forget_sessions",
    "grant_role",
    "remove_second_factor",
    "rename_person",
    "take_back_role",
]
