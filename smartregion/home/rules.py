"""Who may look at what concerns the whole house."""

import rules

from smartregion.accounts.rules import is_administration, is_data_protection, is_strategy_office

# Who did what and when: for those who answer for it.
rules.add_perm("home.read_trail", is_administration | is_strategy_office | is_data_protection)
