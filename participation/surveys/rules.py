"""Who may build surveys, see results, and see what keeps them safe."""

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
    is_data_protection,
    is_editor,
    is_strategy_office,
)
from smartregion.accounts.scoping import scopes_as
from smartregion.accounts.slots import scopes


@rules.predicate
def is_invited(user: Any, thing: Any) -> bool:
    """Whether this person from outside may evaluate the survey, or something of it, today.

    The role for everything opens no survey: each is opened for each consultant.
    """
    invited = set(scopes_as(user, Role.CONSULTANT))
    return bool(invited) and not scopes.of(thing).isdisjoint(
        scope for scope in invited if scope[0] == ScopeKind.SURVEY
    )


is_evaluating = is_strategy_office | is_editor | is_analyst | is_administration
evaluates_some = holds_for_some(
    Role.STRATEGY_OFFICE, Role.EDITOR, Role.ANALYST, Role.ADMINISTRATION, kinds=(ScopeKind.SURVEY,)
)
invited_to_some = holds_for_some(Role.CONSULTANT, kinds=(ScopeKind.SURVEY,), whole=False)
allow(
    "participation.manage_surveys",
    is_strategy_office | is_editor | is_administration,
    _("Umfragen bauen und veröffentlichen"),
    about=(ScopeKind.SURVEY,),
)
allow(
    "participation.view_every_survey",
    is_evaluating,
    _("Alle Umfragen sehen, auch Entwürfe"),
)
allow(
    "participation.view_results",
    is_evaluating | (is_consultant & is_invited),
    _("Ergebnisse und einzelne Antworten sehen"),
    about=(ScopeKind.SURVEY,),
)
allow(
    "participation.manage_some_survey",
    holds_for_some(
        Role.STRATEGY_OFFICE, Role.EDITOR, Role.ADMINISTRATION, kinds=(ScopeKind.SURVEY,)
    ),
    _("Auf dem Arbeitsplatz sehen, welche Umfragen anstehen"),
    about=(ScopeKind.SURVEY,),
)
# The list of surveys, which shows those that somebody may evaluate.
allow(
    "participation.list_surveys",
    evaluates_some | invited_to_some,
    _("Die Liste der Umfragen zur Auswertung öffnen"),
    about=(ScopeKind.SURVEY,),
)
# Texts are read and coded by everybody who sees results; what becomes public is decided in the house.
allow(
    "participation.release_quotes",
    is_strategy_office | is_editor | is_administration,
    _("Zitate aus Antworten veröffentlichen"),
    about=(ScopeKind.SURVEY,),
)
allow(
    "participation.weight_results",
    is_evaluating,
    _("Ergebnisse gewichten"),
    about=(ScopeKind.SURVEY,),
)
# Settings, days of removal and who looked at single answers: without the answers themselves.
allow(
    "participation.read_safeguards",
    is_evaluating | is_data_protection,
    _("Aufbewahrung und Zugriffe auf einzelne Antworten prüfen"),
    about=(ScopeKind.SURVEY,),
)
