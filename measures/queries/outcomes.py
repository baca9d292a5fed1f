"""What became of contributions: the answer to the slot of the room below."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from measures.models import Measure, Origin
from participation.contributions.slots import Outcome


def outcomes_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Outcome]]:
    """Measures that grew from these contributions and that this person may see."""
    origins = Origin.objects.filter(
        contribution__in=contributions, measure__in=Measure.objects.visible_to(visible_to)
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
