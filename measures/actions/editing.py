"""Two people, one text: the second one to save is told, and neither text is lost."""

from django.db.models import F

from measures.models import Measure


class EditConflict(Exception):
    """Somebody else has saved since this person opened the form."""


def claim_edit(measure: Measure, lock_version: int) -> None:
    """Take the right to write, once per version that was read."""
    unchanged = Measure.objects.filter(pk=measure.pk, lock_version=lock_version)
    if not unchanged.update(lock_version=F("lock_version") + 1):
        raise EditConflict(str(measure))
