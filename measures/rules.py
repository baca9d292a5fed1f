"""Who may do what with measures and evaluation cycles."""

from typing import Any

import rules
from django.utils.translation import gettext_lazy as _

from measures.models import Assessment, FieldLead, Indicator, Measure, Prioritisation
from smartregion.accounts.abilities import Reach, allow, weigh
from smartregion.accounts.rules import (
    STRATEGY_KINDS,
    is_administration,
    is_consultant,
    is_editor,
    is_measure_owner,
    is_representative,
    is_strategy_office,
    works_on_strategy,
)


@rules.predicate
def is_responsible(user: Any, measure: Measure) -> bool:
    """Whether this person answers for the measure."""
    return measure.responsible_id == user.pk


@rules.predicate
def still_stands(_user: Any, measure: Measure) -> bool:
    """What has gone into another measure stays as it was."""
    return measure.merged_into_id is None


# That matters for the measure, not for who may change one.
weigh(still_stands, lambda _role, _kind: Reach.ALL)


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
def all_have_handed_in(_user: Any, prioritisation: Prioritisation) -> bool:
    """Nobody still rates who could be led by others, and no mark can be told by watching it come in."""
    return prioritisation.ballots.are_complete()


@rules.predicate
def has_handed_in(user: Any, prioritisation: Prioritisation) -> bool:
    """Whether this person is one of those who rated."""
    return prioritisation.ballots.handed_in().filter(rater=user.pk).exists()


allow(
    "measures.view_internal",
    works_on_strategy,
    _("Interne Seiten der Maßnahmen lesen"),
    about=STRATEGY_KINDS,
)
allow(
    "measures.manage",
    is_strategy_office | is_editor | is_administration,
    _("Maßnahmen anlegen und mehrere auf einmal ändern"),
)
allow(
    "measures.change_measure",
    still_stands
    & (is_strategy_office | is_editor | is_consultant | (is_measure_owner & is_responsible)),
    _("Den Steckbrief einer Maßnahme ändern"),
    about=STRATEGY_KINDS,
)
allow(
    "measures.change_indicator",
    is_strategy_office
    | is_editor
    | is_consultant
    | (is_measure_owner & is_responsible_for_observed),
    _("Kennzahlen und ihre Werte pflegen"),
    about=STRATEGY_KINDS,
)
# A file makes new measures and changes all of them: for those who may do both.
allow(
    "measures.import_measures",
    is_strategy_office | is_editor,
    _("Maßnahmen aus einer Datei einlesen"),
)
# Who follows their own measures from the menu; others come from the desk when one waits for them.
allow(
    "measures.follow_own",
    is_strategy_office | is_measure_owner,
    _("„Meine Maßnahmen“ im Menü sehen"),
)
allow("measures.move_measure", is_strategy_office, _("Über den Zustand einer Maßnahme entscheiden"))
# Roles end by themselves: whoever holds none any more reports on nothing, whatever stands in the profile.
allow(
    "measures.assess",
    is_strategy_office
    | ((is_measure_owner | is_representative) & is_responsible_for_assessed)
    | (is_representative & speaks_for_lead)
    | ((works_on_strategy | is_representative) & leads_field),
    _("Den Sachstand einer Maßnahme melden"),
)
# Sees reports that wait for them though they are not of the county's staff.
allow(
    "measures.report_as_guest",
    is_representative,
    _("Meldungen sehen, die für die eigene Gemeinde erbeten sind"),
)
# Plan, open, review, accept, return, close, correct; and who leads a field.
allow(
    "measures.manage_cycles",
    is_strategy_office,
    _("Evaluationszyklen planen, abnehmen, abschließen"),
)
# What an evaluation means for the strategy is worded by those who write its texts, and decided by the office.
allow(
    "measures.propose_revision",
    is_strategy_office | is_editor | is_consultant,
    _("Vorschläge zur Fortschreibung formulieren"),
)

# -- prioritisation: who runs rounds, who may be asked to rate, who sees what is not finished yet ---
allow(
    "measures.manage_prioritisation",
    is_strategy_office,
    _("Priorisierungen anlegen und abschließen"),
)
allow(
    "measures.rate",
    is_strategy_office | is_editor | is_consultant | is_measure_owner,
    _("In Priorisierungen bewerten"),
)
allow(
    "measures.see_result",
    is_finished | (all_have_handed_in & (has_handed_in | is_strategy_office)),
    _("Das Ergebnis einer Priorisierung sehen"),
)
