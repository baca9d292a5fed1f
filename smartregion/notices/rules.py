"""Who reads notices, and who looks after the outbox."""

import rules

from smartregion.accounts.rules import is_administration, is_signed_in

READ_OWN = "notices.read_own"

rules.add_perm(READ_OWN, is_signed_in)
rules.add_perm("notices.watch_outbox", is_administration)
