"""What became of contributions, and which stand behind a guideline: answers to the room below."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from measures.models import GuidelineContribution, Measure, Origin
from participation.contributions.slots import Outcome


def outcomes_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Outcome]]:
    """Measures that grew from these contributions and that this person may see.

    One that has gone into another measure keeps only what that one names, too.
    """
    visible = Measure.objects.visible_to(visible_to).exclude(state=Measure.State.MERGED)
    origins = Origin.objects.filter(
        contribution__in=contributions, measure__in=visible
    ).select_related("measure")
    found: dict[UUID, list[Outcome]] = {}
    for origin in origins:
        measure, contribution = origin.measure, origin.contribution_id
        if contribution is None:
            continue
        found.setdefault(contribution, []).append(
            Outcome(
                kind="measure",
                title=str(measure),
                url=measure.get_absolute_url(),
                state=measure.get_state_display(),
            )
        )
    return found


def grown_into(guidelines: Sequence[UUID], visible_to: Any) -> dict[UUID, list[UUID]]:
    """Contributions from which measures grew that serve these guidelines, in two queries."""
    serving: dict[UUID, list[UUID]] = {}
    served = GuidelineContribution.objects.filter(
        guideline__in=guidelines, level__gt=0, measure__in=Measure.objects.visible_to(visible_to)
    )
    for guideline, measure in served.values_list("guideline", "measure"):
        serving.setdefault(measure, []).append(guideline)
    origins = Origin.objects.filter(measure__in=serving, contribution__isnull=False)
    found: dict[UUID, list[UUID]] = {}
    for measure, contribution in origins.values_list("measure", "contribution"):
        for guideline in serving[measure]:
            found.setdefault(guideline, []).append(contribution)
    return found
