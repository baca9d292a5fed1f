"""Who may do what with the strategy.

Whether the state of a version allows it at all is not a matter of the person: actions.py asks it.
"""

from typing import Any

import rules

from smartregion.accounts.rules import (
    is_administration,
    is_consultant,
    is_editor,
    is_representative,
    is_staff,
    is_strategy_office,
)

writes_strategy = is_strategy_office | is_editor | is_consultant

rules.add_perm("strategy.view_drafts", is_staff)
rules.add_perm("strategy.manage", writes_strategy | is_administration)
rules.add_perm("strategy.change_text", writes_strategy)
# The frame of strategies, the groups concerned, and how they took part.
rules.add_perm("strategy.keep_frame", writes_strategy)
# A consultant prepares texts but never releases a version: that is the county's decision.
rules.add_perm("strategy.open_version", is_strategy_office | is_editor)
rules.add_perm("strategy.move_version", is_strategy_office)


@rules.predicate
def speaks_for(user: Any, municipality: Any) -> bool:
    """Whether the person belongs to this municipality, or to any where none is named."""
    organisation = getattr(user, "organisation", None)
    own = organisation.municipality_id if organisation else None
    return own is not None and (municipality is None or own == municipality.pk)


rules.add_perm("strategy.keep_maturity", is_strategy_office | is_editor)
# With its closing a round becomes public.
rules.add_perm("strategy.close_maturity_round", is_strategy_office)
# The office may fill in what a town hall sent on paper.
rules.add_perm("strategy.report_maturity", is_strategy_office | (is_representative & speaks_for))
# Structure data, existing projects, strengths and weaknesses: groundwork that consultants do, too.
rules.add_perm("strategy.keep_situation", writes_strategy)
