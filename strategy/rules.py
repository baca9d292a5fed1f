"""Who may do what with the strategy.

Whether the state of a version allows it at all is not a matter of the person: actions.py asks it.
"""

import rules

from smartregion.accounts.rules import (
    is_administration,
    is_consultant,
    is_editor,
    is_staff,
    is_strategy_office,
)

writes_strategy = is_strategy_office | is_editor | is_consultant

rules.add_perm("strategy.view_drafts", is_staff)
rules.add_perm("strategy.manage", writes_strategy | is_administration)
rules.add_perm("strategy.change_text", writes_strategy)
# A consultant prepares texts but never releases a version: that is the county's decision.
rules.add_perm("strategy.open_version", is_strategy_office | is_editor)
rules.add_perm("strategy.move_version", is_strategy_office)
