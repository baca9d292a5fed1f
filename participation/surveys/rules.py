"""Who may build surveys, see results, and see what keeps them safe."""

from typing import Any

import rules

from participation.surveys.models import Survey
from participation.surveys.models.survey import invited_to
from smartregion.accounts.rules import (
    is_administration,
    is_analyst,
    is_consultant,
    is_data_protection,
    is_editor,
    is_strategy_office,
)


@rules.predicate
def is_invited(user: Any, thing: Any) -> bool:
    """Whether this person may evaluate a survey, or something of it, today; without: any at all."""
    invited = invited_to(user)
    if thing is None:
        return bool(invited)
    return (thing.pk if isinstance(thing, Survey) else thing.survey_id) in invited


is_evaluating = is_strategy_office | is_editor | is_analyst | is_administration
rules.add_perm("participation.manage_surveys", is_strategy_office | is_editor | is_administration)
rules.add_perm("participation.view_every_survey", is_evaluating)
rules.add_perm("participation.view_results", is_evaluating | (is_consultant & is_invited))
# Texts are read and coded by everybody who sees results; what becomes public is decided in the house.
rules.add_perm("participation.release_quotes", is_strategy_office | is_editor | is_administration)
rules.add_perm("participation.weight_results", is_evaluating)
# Settings, days of removal and who looked at single answers: without the answers themselves.
rules.add_perm("participation.read_safeguards", is_evaluating | is_data_protection)
