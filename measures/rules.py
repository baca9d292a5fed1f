"""Who may do what with measures and evaluation cycles."""

from typing import Any

import rules

from measures.models import Assessment, FieldLead, Indicator, Measure, Prioritisation
from smartregion.accounts.rules import (
    is_administration,
    is_consultant,
    is_editor,
    is_measure_owner,
    is_representative,
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
def speaks_for_lead(user: Any, assessment: Assessment) -> bool:
    """Whether the measure is led by this person's own organisation, or by the municipality they speak for."""
    own, lead = user.organisation, assessment.measure.lead
    if own is None or lead is None:
        return False
    return own == lead or (own.town_id is not None and own.town_id == lead.town_id)


@rules.predicate
def leads_field(user: Any, assessment: Assessment) -> bool:
    """Whether this person answers for the field of action of the measure, as it is called today."""
    field = assessment.measure.field
    fields = {field.pk, field.successor_id} - {None}
    return FieldLead.objects.filter(person=user.pk, field__in=fields).exists()


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
# Roles end by themselves: whoever holds none any more reports on nothing, whatever stands in the profile.
rules.add_perm(
    "measures.assess",
    is_strategy_office
    | ((is_measure_owner | is_representative) & is_responsible_for_assessed)
    | (is_representative & speaks_for_lead)
    | ((is_staff | is_representative) & leads_field),
)
# Sees reports that wait for them though they are not of the county's staff.
rules.add_perm("measures.report_as_guest", is_representative)
# Plan, open, review, accept, return, close, correct; and who leads a field.
rules.add_perm("measures.manage_cycles", is_strategy_office)
# What an evaluation means for the strategy is worded by those who write its texts, and decided by the office.
rules.add_perm("measures.propose_revision", is_strategy_office | is_editor | is_consultant)

# -- prioritisation: who runs rounds, who may be asked to rate, who sees what is not finished yet ---
rules.add_perm("measures.manage_prioritisation", is_strategy_office)
rules.add_perm("measures.rate", is_strategy_office | is_editor | is_consultant | is_measure_owner)
rules.add_perm(
    "measures.see_result", is_finished | has_handed_in | (is_strategy_office & ~is_asked_to_rate)
)
