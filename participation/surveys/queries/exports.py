"""Files of answers that were ordered, as the page lists them."""

from django.db.models import QuerySet

from participation.surveys.models import Survey, SurveyExport


def ordered_files(survey: Survey) -> "QuerySet[SurveyExport]":
    """The newest first, each with its job and the person who ordered it."""
    return survey.exports.select_related("job", "ordered_by").order_by("-ordered_at")
