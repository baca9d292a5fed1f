"""Who runs events, and who reads what those who registered told about themselves."""

import rules

from smartregion.accounts.rules import is_administration, is_moderator, is_strategy_office

rules.add_perm("participation.manage_events", is_strategy_office | is_moderator | is_administration)
