"""Who may do what with measures and evaluation cycles."""

from typing import Any

import rules

from measures.models import Assessment, Indicator, Measure, Prioritisation
from smartregion.accounts.rules import (
    is_administration,
    is_consultant,
    is_editor,
    is_measure_owner,
    is_staff,
    is_strategy_office,
)


@rules.predicate
def is_responsible(user: Any, measure: Measure) -> bool:
    """Whether this person answers for the measure."""
    return measure.responsible_id == user.pk


@rules.predicate
def still_stands(_user: Any, measure: Measure) -> bool:
    """What has gone into another measure stays as it was."""
    return measure.merged_into_id is None


@rules.predicate
def is_responsible_for_assessed(user: Any, assessment: Assessment) -> bool:
    return assessment.measure.responsible_id == user.pk


@rules.predicate
def is_responsible_for_observed(user: Any, indicator: Indicator) -> bool:
    """Whether it is an indicator of a measure of theirs; those of objectives are the office's."""
    return indicator.measure is not None and indicator.measure.responsible_id == user.pk


@rules.predicate
def is_finished(_user: Any, prioritisation: Prioritisation) -> bool:
    return prioritisation.is_frozen


@rules.predicate
def is_asked_to_rate(user: Any, prioritisation: Prioritisation) -> bool:
    return prioritisation.ballots.filter(rater=user.pk).exists()


@rules.predicate
def has_handed_in(user: Any, prioritisation: Prioritisation) -> bool:
    """Whoever still rates sees nobody else's marks, and no sum of them."""
    return prioritisation.ballots.handed_in().filter(rater=user.pk).exists()


rules.add_perm("measures.view_internal", is_staff)
rules.add_perm("measures.manage", is_strategy_office | is_editor | is_administration)
rules.add_perm(
    "measures.change_measure",
    still_stands
    & (is_strategy_office | is_editor | is_consultant | (is_measure_owner & is_responsible)),
)
rules.add_perm(
    "measures.change_indicator",
    is_strategy_office | is_editor | is_consultant
    | (is_measure_owner & is_responsible_for_observed),
)  # fmt: skip
# A file makes new measures and changes all of them: for those who may do both.
rules.add_perm("measures.import_measures", is_strategy_office | is_editor)
# Who follows their own measures from the menu; others come from the desk when one waits for them.
rules.add_perm("measures.follow_own", is_strategy_office | is_measure_owner)
rules.add_perm("measures.move_measure", is_strategy_office)
rules.add_perm(
    "measures.assess", is_strategy_office | (is_measure_owner & is_responsible_for_assessed)
)
rules.add_perm("measures.manage_cycles", is_strategy_office)

# -- prioritisation: who runs rounds, who may be asked to rate, who sees what is not finished yet ---
rules.add_perm("measures.manage_prioritisation", is_strategy_office)
rules.add_perm("measures.rate", is_strategy_office | is_editor | is_consultant | is_measure_owner)
rules.add_perm(
    "measures.see_result", is_finished | has_handed_in | (is_strategy_office & ~is_asked_to_rate)
)
