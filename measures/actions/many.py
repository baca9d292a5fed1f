"""The same change, or the same step, for several measures at once."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from measures.actions.measures import change_measure
from measures.actions.moving import move_measure
from measures.models import Measure


@dataclass(frozen=True)
class Change:
    """What becomes of one measure, and in which version its values were seen."""

    measure: Measure
    lock_version: int
    values: Mapping[str, Any]


@transaction.atomic
def change_measures(*, changes: Sequence[Change], by: Any, at: datetime) -> int:
    """Make all the changes or none; tells how many measures changed.

    Where somebody else has saved one of the measures since, nothing is written (``EditConflict``).
    """
    wanted = [change for change in changes if change.values]
    for change in wanted:
        change_measure(
            measure=change.measure,
            by=by,
            at=at,
            lock_version=change.lock_version,
            **change.values,
        )
    return len(wanted)


@transaction.atomic
def move_measures(
    *, measures: Sequence[Measure], to: str, reason: str, by: Any, at: datetime
) -> int:
    """Take the same step with all of them, for one reason, or with none; each passes its guard."""
    for measure in measures:
        move_measure(measure=measure, to=to, reason=reason, by=by, at=at)
    return len(measures)
