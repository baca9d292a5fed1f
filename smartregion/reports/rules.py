"""Who may order, read and release reports."""

import rules

from smartregion.accounts.rules import (
    is_administration,
    is_analyst,
    is_consultant,
    is_editor,
    is_strategy_office,
)

rules.add_perm(
    "reports.view_all",
    is_strategy_office | is_consultant | is_editor | is_analyst | is_administration,
)
rules.add_perm("reports.order", is_strategy_office | is_consultant | is_editor)
# Manuscripts are written by those who order reports of them.
rules.add_perm("reports.write", is_strategy_office | is_consultant | is_editor)
# A consultant prepares the report but never releases it: that is the county's decision.
rules.add_perm("reports.release", is_strategy_office)
# Whoever was there may write the protocol; what is handed over has been released before.
rules.add_perm("reports.hand_over", is_strategy_office | is_consultant)
