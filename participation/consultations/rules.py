"""Who may comment on a draft, and who weighs what was said."""

import rules

from smartregion.accounts.rules import (
    is_editor,
    is_moderator,
    is_signed_in,
    is_strategy_office,
)

# Whether the window is open is a matter of the calendar, not of the person: actions ask it.
rules.add_perm("participation.comment", is_signed_in)
rules.add_perm("participation.consider", is_strategy_office | is_moderator | is_editor)
