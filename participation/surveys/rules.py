"""Who may build surveys and see results."""

import rules

from smartregion.accounts.rules import (
    is_administration,
    is_analyst,
    is_consultant,
    is_editor,
    is_strategy_office,
)

rules.add_perm("participation.manage_surveys", is_strategy_office | is_editor | is_administration)
rules.add_perm(
    "participation.view_results",
    is_strategy_office | is_editor | is_analyst | is_consultant | is_administration,
)
# Texts are read and coded by everybody who sees results; what becomes public is decided in the house.
rules.add_perm("participation.release_quotes", is_strategy_office | is_editor | is_administration)
rules.add_perm(
    "participation.weight_results",
    is_strategy_office | is_editor | is_analyst | is_administration,
)
