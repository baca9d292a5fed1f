"""What lies beside a measure, as far as somebody may see it."""

from typing import Any

from django.db.models import QuerySet

from measures.models import Measure, MeasureFile


def files_of(measure: Measure, *, visible_to: Any) -> QuerySet[MeasureFile]:
    """Files and links in their order; the public sees those that were chosen for it."""
    every = measure.files.select_related("measure")
    is_staff = visible_to.has_perm("measures.view_internal")
    return every if is_staff else every.filter(is_public=True)
