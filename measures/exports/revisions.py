"""Proposals for the revision as a table: one row for each."""

from collections.abc import Iterator
from typing import Any

from django.utils.translation import gettext as _

from measures.models import Measure
from measures.models.revisions import RevisionProposalQuerySet
from strategy.models import StrategyVersion

Row = list[object]


def proposal_rows(proposals: RevisionProposalQuerySet, *, visible_to: Any) -> Iterator[Row]:
    """A heading, then every proposal with what was decided; no names of people.

    Measures and versions that this person may not see are left empty.
    """
    measures = set(Measure.objects.visible_to(visible_to).values_list("pk", flat=True))
    versions = set(StrategyVersion.objects.visible_to(visible_to).values_list("pk", flat=True))
    yield [
        _("Evaluation"), _("Teil der Strategie"), _("Maßnahme"), _("Was sich ändern soll"),
        _("Vorschlag"), _("Befund der Evaluation"), _("Stand"), _("Begründung der Entscheidung"),
        _("entschieden am"), _("Fassung"),
    ]  # fmt: skip
    for each in proposals:
        yield [
            each.cycle.title,
            each.element.name_with_number if each.element else None,
            each.measure.number if each.measure and each.measure_id in measures else None,
            each.get_kind_display(),
            each.text,
            each.reason,
            each.get_state_display(),
            each.decision_reason or None,
            each.decided_on,
            each.version.label if each.version and each.version_id in versions else None,
        ]
