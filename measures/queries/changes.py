"""When the public measures last changed."""

from datetime import date

from django.db.models import Max
from django.utils import timezone

from measures.models import FieldChange, Measure, MeasureStateChange


def last_public_change() -> date | None:
    """The day of the latest step or the latest change of a profile; None where there was none yet."""
    public = Measure.objects.public()
    moments = [
        changes.objects.filter(measure__in=public).aggregate(last=Max("at"))["last"]
        for changes in (MeasureStateChange, FieldChange)
    ]
    known = [moment for moment in moments if moment]
    return timezone.localdate(max(known)) if known else None
