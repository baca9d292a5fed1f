"""Who may look after the protection of people's data."""

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.rules import is_administration, is_data_protection, is_signed_in

# What is kept for how long, what the night did, and the papers made of both.
allow(
    "privacy.view_retention",
    is_data_protection | is_administration,
    _("Aufbewahrungsregeln und Unterlagen zum Datenschutz einsehen"),
)
# What is stored about oneself.
allow("privacy.order_export", is_signed_in, _("Auskunft über das eigene Konto bestellen"))
