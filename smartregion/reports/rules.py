"""Who may order, read and release reports."""

from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.rules import (
    is_administration,
    is_analyst,
    is_consultant,
    is_editor,
    is_strategy_office,
)

allow(
    "reports.view_all",
    is_strategy_office | is_consultant | is_editor | is_analyst | is_administration,
    _("Alle Berichte und Manuskripte lesen, auch nicht freigegebene"),
)
allow("reports.order", is_strategy_office | is_consultant | is_editor, _("Berichte bestellen"))
# Manuscripts are written by those who order reports of them.
allow(
    "reports.write",
    is_strategy_office | is_consultant | is_editor,
    _("Manuskripte und Gestaltungen von Berichten bearbeiten"),
)
# A consultant prepares the report but never releases it: that is the county's decision.
allow("reports.release", is_strategy_office, _("Berichte freigeben"))
# Whoever was there may write the protocol; what is handed over has been released before.
allow(
    "reports.hand_over",
    is_strategy_office | is_consultant,
    _("Übergaben von Berichten protokollieren"),
)
