"""What of a survey was released to everybody."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet

from participation.surveys.models import Publication, Survey
from participation.surveys.protection.crosstabs import Crossing, crossing_from
from participation.surveys.results import SurveyResults, results_from_json
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.snapshots import content_of


def publications(survey: Survey) -> QuerySet[Publication]:
    """All releases, the newest first, also those that were withdrawn."""
    return survey.publications.select_related("snapshot", "published_by")


def current_publication(survey: Survey) -> Publication | None:
    """What everybody sees now."""
    return publications(survey).filter(withdrawn_at=None).first()


def current_publications() -> dict[int, Publication]:
    """By survey: the release that everybody sees now; the surveys in the order of their addresses."""
    released = Publication.objects.filter(withdrawn_at=None).select_related("snapshot", "survey")
    return {each.survey_id: each for each in released.order_by("survey__slug", "number")}


def released_surveys() -> set[int]:
    """The keys of all surveys of which everybody sees something."""
    found = Publication.objects.filter(withdrawn_at=None).order_by()
    return set(found.values_list("survey_id", flat=True))


def results_in(content: Mapping[str, Any], language: str) -> SurveyResults:
    """The released figures in a language of the pages."""
    figures = content["figures"]
    return results_from_json(figures.get(language) or figures[MAIN_LANGUAGE])


def crossings_in(content: Mapping[str, Any], language: str) -> list[Crossing]:
    """The released crossings in a language of the pages."""
    found = content["crossings"]
    return [crossing_from(each) for each in found.get(language) or found[MAIN_LANGUAGE]]


def released_results(survey: Survey, language: str) -> SurveyResults | None:
    """The figures that everybody sees now; None while nothing is released."""
    found = current_publication(survey)
    return results_in(content_of(found.snapshot), language) if found else None
