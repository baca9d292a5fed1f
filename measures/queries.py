"""Reads over several models of this room."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from measures.models import Origin
from participation.contributions.slots import Outcome


def outcomes_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Outcome]]:
    """Measures that grew from these contributions and that this person may see."""
    origins = Origin.objects.filter(contribution__in=contributions).select_related("measure")
    if not visible_to.has_perm("measures.view_internal"):
        origins = origins.filter(measure__is_public=True)
    found: dict[UUID, list[Outcome]] = {}
    for origin in origins:
        measure = origin.measure
        found.setdefault(origin.contribution_id, []).append(
            Outcome(
                kind="measure",
                title=str(measure),
                url=measure.get_absolute_url(),
                state=measure.get_state_display(),
            )
        )
    return found
