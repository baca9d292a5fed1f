"""Who reads notices, and who looks after the outbox."""

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.rules import is_administration, is_signed_in

READ_OWN = "notices.read_own"

allow(READ_OWN, is_signed_in, _("Eigene Nachrichten lesen und einstellen"))
allow("notices.watch_outbox", is_administration, _("Den Postausgang überwachen"))
