"""Who may run forums and write in them."""

import rules

from smartregion.accounts.rules import (
    is_administration,
    is_editor,
    is_moderator,
    is_signed_in,
    is_strategy_office,
)

# Whether the topic is open now is a matter of the calendar, not of the person: actions.py asks it.
rules.add_perm("participation.post", is_signed_in)
rules.add_perm("participation.manage_forums", is_strategy_office | is_moderator | is_administration)
# Letters and calls: whoever answers contributions may also enter them.
rules.add_perm("participation.enter_contribution", is_strategy_office | is_moderator | is_editor)
