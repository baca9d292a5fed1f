"""Who may look at what concerns the whole house."""

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.rules import is_administration, is_data_protection, is_strategy_office

# Who did what and when: for those who answer for it.
allow(
    "home.read_trail",
    is_administration | is_strategy_office | is_data_protection,
    _("Das Protokoll der Vorgänge lesen und mitnehmen"),
)
