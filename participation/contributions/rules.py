"""Who may answer and moderate contributions."""

from typing import Any

import rules

from smartregion.accounts.models import Role
from smartregion.accounts.rules import (
    is_administration,
    is_analyst,
    is_consultant,
    is_editor,
    is_moderator,
    is_signed_in,
    is_strategy_office,
)

# Who holds one of these may do what the next line says.
MODERATING_ROLES = (Role.MODERATOR, Role.STRATEGY_OFFICE, Role.ADMINISTRATION)


@rules.predicate
def is_author(user: Any, contribution: Any) -> bool:
    """Whether this person wrote it, signed in with their account."""
    return bool(contribution and contribution.author_id and contribution.author_id == user.pk)


rules.add_perm("participation.moderate", is_moderator | is_strategy_office | is_administration)
rules.add_perm("participation.answer_contribution", is_strategy_office | is_moderator | is_editor)
# Consultants take along what everybody may read; what points to persons stays with the office.
rules.add_perm(
    "participation.export_contributions",
    is_strategy_office | is_moderator | is_analyst | is_consultant,
)
rules.add_perm("participation.export_personal_data", is_strategy_office | is_moderator)
# Whether it can be done now is a matter of the place where it stands (guards.py).
rules.add_perm("participation.support", is_signed_in)
rules.add_perm("participation.change_own_contribution", is_signed_in & is_author)
