"""Files that go when the rows that name them go."""

from functools import partial

from django.db import transaction
from django.db.models import Model, QuerySet

from participation.surveys.models import Survey, SurveyExport
from smartregion.core.storage import discard


def forget_files(exports: "QuerySet[SurveyExport] | QuerySet[Model]") -> None:
    """Remove the files of these exports as soon as their rows are gone for good."""
    for name in exports.exclude(file="").values_list("file", flat=True):
        transaction.on_commit(partial(discard, name))


def forget_written(survey: Survey) -> None:
    """Remove the files that hold answers of this survey; one that is being written looks for itself."""
    written = SurveyExport.objects.filter(survey=survey).exclude(file="")
    forget_files(written)
    written.delete()
