"""Who runs events, and who reads what those who registered told about themselves."""

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.rules import is_administration, is_moderator, is_strategy_office

allow(
    "participation.manage_events",
    is_strategy_office | is_moderator | is_administration,
    _("Veranstaltungen anlegen und führen"),
)
