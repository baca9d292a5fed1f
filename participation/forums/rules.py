"""Who may run forums and write in them."""

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.rules import (
    is_administration,
    is_editor,
    is_moderator,
    is_signed_in,
    is_strategy_office,
)

# Whether the topic is open now is a matter of the calendar, not of the person: actions.py asks it.
allow("participation.post", is_signed_in, _("In Foren schreiben"))
allow(
    "participation.manage_forums",
    is_strategy_office | is_moderator | is_administration,
    _("Foren und Themen anlegen und führen"),
)
# Letters and calls: whoever answers contributions may also enter them.
allow(
    "participation.enter_contribution",
    is_strategy_office | is_moderator | is_editor,
    _("Beiträge aus Briefen und Anrufen erfassen"),
)
