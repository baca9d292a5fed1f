"""Who may do what with the strategy.

Whether the state of a version allows it at all is not a matter of the person: actions.py asks it.
"""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from smartregion.accounts.abilities import allow
from smartregion.accounts.models import Role, ScopeKind
from smartregion.accounts.rules import (
    STRATEGY_KINDS,
    holds_for_some,
    is_administration,
    is_consultant,
    is_editor,
    is_representative,
    is_strategy_office,
    works_on_strategy,
)

writes_strategy = is_strategy_office | is_editor | is_consultant

writes_some_field = holds_for_some(Role.EDITOR, Role.CONSULTANT, kinds=(ScopeKind.FIELD,))

allow(
    "strategy.view_drafts",
    works_on_strategy,
    _("Entwürfe der Strategie lesen"),
    about=STRATEGY_KINDS,
)
# The way to the texts; which of them somebody changes, the next line says.
allow(
    "strategy.manage",
    writes_strategy | writes_some_field | is_administration,
    _("Die Texte der Fassungen im Überblick sehen"),
    about=(ScopeKind.FIELD,),
)
allow(
    "strategy.change_text",
    writes_strategy,
    _("Texte eines Entwurfs ändern"),
    about=(ScopeKind.FIELD,),
)
# The frame of strategies, the groups concerned, and how they took part.
allow("strategy.keep_frame", writes_strategy, _("Strategiegefüge und Beteiligte pflegen"))
# A consultant prepares texts but never releases a version: that is the county's decision.
allow(
    "strategy.open_version",
    is_strategy_office | is_editor,
    _("Strategien und Fassungen anlegen, Zeitleiste pflegen"),
)
allow(
    "strategy.move_version", is_strategy_office, _("Eine Fassung in den nächsten Zustand bringen")
)


@rules.predicate
def speaks_for(user: Any, municipality: Any) -> bool:
    """Whether the person belongs to this municipality, or to any where none is named."""
    organisation = getattr(user, "organisation", None)
    own = organisation.municipality_id if organisation else None
    return own is not None and (municipality is None or own == municipality.pk)


allow(
    "strategy.keep_maturity",
    is_strategy_office | is_editor,
    _("Reifegrad-Dimensionen und Runden pflegen"),
)
# With its closing a round becomes public.
allow(
    "strategy.close_maturity_round",
    is_strategy_office,
    _("Eine Reifegrad-Runde abschließen und veröffentlichen"),
)
# The office may fill in what a town hall sent on paper.
allow(
    "strategy.report_maturity",
    is_strategy_office | (is_representative & speaks_for),
    _("Den Reifegrad einer Gemeinde melden"),
)
# Structure data, existing projects, strengths and weaknesses: groundwork that consultants do, too.
allow(
    "strategy.keep_situation",
    writes_strategy,
    _("Ausgangslage, Projekte und Feststellungen pflegen"),
)
