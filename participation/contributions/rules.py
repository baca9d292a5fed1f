"""Who may answer and moderate contributions."""

import rules

from smartregion.accounts.rules import (
    is_administration,
    is_editor,
    is_moderator,
    is_strategy_office,
)

rules.add_perm("participation.moderate", is_moderator | is_strategy_office | is_administration)
rules.add_perm("participation.answer_contribution", is_strategy_office | is_moderator | is_editor)
