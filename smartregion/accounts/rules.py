"""Role predicates, composed by every room like sentences."""

from typing import Any

import rules

from smartregion.accounts.models import Role


def _holds(role: Role) -> rules.Predicate:
    @rules.predicate(f"is_{role.value}")
    def holds(user: Any) -> bool:
        # Anonymous visitors have no roles at all.
        return role in getattr(user, "current_roles", ())

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

# Everybody who works on the strategy, inside or for the county office.
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
rules.add_perm("accounts.use_desk", is_staff | is_representative)
rules.add_perm("county.follow_setup", is_staff)
rules.add_perm("accounts.manage_people", is_administration)
rules.add_perm("county.change_profile", is_administration | is_strategy_office)
