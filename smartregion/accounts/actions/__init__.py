"""Who holds which role, under which name people appear, and how they leave."""

from smartregion.accounts.actions.closing import close_account, duties_of
from smartregion.accounts.actions.invitations import (
    accept_invitation,
    forget_invitations,
    invite_again,
    invite_person,
    revoke_invitation,
)
from smartregion.accounts.actions.people import (
    add_person,
    assign_organisation,
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
    "accept_invitation",
    "add_person",
    "assign_organisation",
    "change_role_end",
    "close_account",
    "duties_of",
    "end_sessions",
    "forget_invitations",
    "forget_sessions",
    "grant_role",
    "invite_again",
    "invite_person",
    "remove_second_factor",
    "rename_person",
    "revoke_invitation",
    "take_back_role",
]
