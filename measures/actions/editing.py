"""The lock that all forms of a measure share."""

from measures.models import Measure
from smartregion.core.editing import write_if_unchanged


def claim_edit(measure: Measure, lock_version: int) -> None:
    """Take the right to write, once per version that was read; raises ``EditConflict``."""
    write_if_unchanged(Measure.objects.filter(pk=measure.pk), lock_version=lock_version)
