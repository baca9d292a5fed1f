"""Who may look after the outbox."""

import rules

from smartregion.accounts.rules import is_administration, is_signed_in

rules.add_perm("notices.read_own", is_signed_in)
rules.add_perm("notices.watch_outbox", is_administration)
