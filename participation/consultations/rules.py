"""Who may comment on a draft, and who weighs what was said."""

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.rules import (
    is_editor,
    is_moderator,
    is_signed_in,
    is_strategy_office,
)

# Whether the window is open is a matter of the calendar, not of the person: actions ask it.
allow("participation.comment", is_signed_in, _("Entwürfe kommentieren"))
allow(
    "participation.consider",
    is_strategy_office | is_moderator | is_editor,
    _("Kommentare zum Entwurf abwägen"),
)
