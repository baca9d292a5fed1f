"""The lock that all forms of a measure share."""

from django.utils.translation import gettext as _

from measures.models import Measure
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState


def claim_edit(measure: Measure, lock_version: int) -> None:
    """Take the right to write, once per version that was read; raises ``EditConflict``.

    What has gone into another measure stays as it was.
    """
    if measure.state == Measure.State.MERGED:
        raise WrongState(
            _("Diese Maßnahme ist in einer anderen aufgegangen und bleibt, wie sie war.")
        )
    write_if_unchanged(Measure.objects.filter(pk=measure.pk), lock_version=lock_version)
