"""Files that go when the rows that name them go."""

from datetime import datetime, timedelta
from functools import partial

from django.db import transaction
from django.db.models import Model, QuerySet

from participation.surveys.models import Survey, SurveyExport
from smartregion.core.storage import discard, sweep

# In private storage; no address leads here but that of the one view that asks who wants it.
FOLDER = "survey_exports"
# A file that nobody names and that nobody can be writing any more.
ABANDONED_AFTER = timedelta(days=1)


def forget_files(exports: "QuerySet[SurveyExport] | QuerySet[Model]") -> None:
    """Remove the files of these exports as soon as their rows are gone for good."""
    for name in exports.exclude(file="").values_list("file", flat=True):
        transaction.on_commit(partial(discard, name))


def forget_written(survey: Survey) -> None:
    """Remove the files that hold answers of this survey; one that is being written looks for itself."""
    written = SurveyExport.objects.filter(survey=survey).exclude(file="")
    forget_files(written)
    written.delete()


def sweep_files(*, at: datetime) -> int:
    """Remove what a worker left that was killed while it wrote: nobody knows of these answers."""
    named = set(SurveyExport.objects.exclude(file="").values_list("file", flat=True))
    return sweep(FOLDER, named=named, before=at - ABANDONED_AFTER)
