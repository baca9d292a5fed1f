"""Who may answer and moderate contributions."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.rules import (
    holds_for_some,
    is_administration,
    is_analyst,
    is_consultant,
    is_editor,
    is_moderator,
    is_signed_in,
    is_strategy_office,
)

# Who holds one of these may do what the next line says.
MODERATING_ROLES = (Role.MODERATOR, Role.STRATEGY_OFFICE, Role.ADMINISTRATION)
ANSWERING_ROLES = (Role.STRATEGY_OFFICE, Role.MODERATOR, Role.EDITOR)
# In which things a contribution can lie (scopes.py).
PLACES = (ScopeKind.FIELD, ScopeKind.MUNICIPALITY)


@rules.predicate
def is_author(user: Any, contribution: Any) -> bool:
    """Whether this person wrote it, signed in with their account."""
    return bool(contribution and contribution.author_id and contribution.author_id == user.pk)


allow(
    "participation.moderate",
    is_moderator | is_strategy_office | is_administration,
    _("Beiträge ausblenden und wieder zeigen"),
    about=PLACES,
)
allow(
    "participation.answer_contribution",
    is_strategy_office | is_moderator | is_editor,
    _("Beiträge beantworten"),
    about=PLACES,
)
# The lists: whoever holds the role for one field or municipality finds there what lies in it.
allow(
    "participation.open_moderation",
    holds_for_some(*MODERATING_ROLES, kinds=PLACES),
    _("Die Liste der Moderation öffnen"),
    about=PLACES,
)
allow(
    "participation.open_queue",
    holds_for_some(*ANSWERING_ROLES, kinds=PLACES),
    _("Die Liste der offenen Beiträge öffnen"),
    about=PLACES,
)
# Consultants take along what everybody may read; what points to persons stays with the office.
allow(
    "participation.export_contributions",
    is_strategy_office | is_moderator | is_analyst | is_consultant,
    _("Beiträge als Datei mitnehmen"),
)
allow(
    "participation.export_personal_data",
    is_strategy_office | is_moderator,
    _("Beiträge mit Angaben zu Personen mitnehmen"),
)
# Whether it can be done now is a matter of the place where it stands (guards.py).
allow("participation.support", is_signed_in, _("Beiträge unterstützen"))
allow(
    "participation.change_own_contribution", is_signed_in & is_author, _("Eigene Beiträge ändern")
)
