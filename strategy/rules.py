"""Who may do what with the strategy."""

from typing import Any

import rules

from smartregion.accounts.rules import (
    is_administration,
    is_consultant,
    is_editor,
    is_staff,
    is_strategy_office,
)
from strategy.models import StrategyVersion


@rules.predicate
def is_editable(user: Any, version: StrategyVersion) -> bool:
    """Whether the state of the version allows changes at all."""
    return version.is_editable


writes_strategy = is_strategy_office | is_editor | is_consultant

rules.add_perm("strategy.view_drafts", is_staff)
rules.add_perm("strategy.manage", writes_strategy | is_administration)
rules.add_perm("strategy.change_text", writes_strategy & is_editable)
rules.add_perm("strategy.move_version", is_strategy_office)
