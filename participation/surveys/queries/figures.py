"""Figures of a survey: counted now, or as they were frozen before the single answers went."""

from typing import Any

from django.conf import settings
from django.utils.translation import override

from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.queries.counting import count_results
from participation.surveys.results import SurveyResults, results_from_json, results_to_json
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.snapshots import content_of

FORMAT = 1


def survey_results(
    of: Survey | SurveyVersion, *, language: str = MAIN_LANGUAGE, unsuspicious: bool = False
) -> SurveyResults:
    """All figures of a survey, or of one of its versions; with or without suspicious responses."""
    survey = of if isinstance(of, Survey) else of.survey
    if survey.erased_on is None:
        return count_results(of, language=language, unsuspicious=unsuspicious)
    number = of.number if isinstance(of, SurveyVersion) else None
    return results_from_json(_frozen(survey, (number, unsuspicious), language))


def _frozen(survey: Survey, wanted: tuple[int | None, bool], language: str) -> dict[str, Any]:
    """One of the frozen counts; in a language of which there is none, the German one."""
    figures = content_of(survey.frozen_results.snapshot)["figures"]
    found = {
        each["language"]: each["results"]
        for each in figures
        if (each["version"], each["unsuspicious"]) == wanted
    }
    return dict(found.get(language) or found[MAIN_LANGUAGE])


def figures_to_freeze(survey: Survey) -> dict[str, Any]:
    """Everything the page of results can show, to be kept when the answers are gone."""
    parts: list[Survey | SurveyVersion] = [survey, *survey.versions.order_by("number")]
    figures = [
        _to_freeze(part, language, unsuspicious=unsuspicious)
        for part in parts
        for language, _name in settings.LANGUAGES
        for unsuspicious in (False, True)
    ]
    return {"format": FORMAT, "figures": figures}


def _to_freeze(of: Survey | SurveyVersion, language: str, *, unsuspicious: bool) -> dict[str, Any]:
    # Classes of numbers and places of a ranking are named in the language of the page.
    with override(language):
        results = count_results(of, language=language, unsuspicious=unsuspicious)
    return {
        "version": of.number if isinstance(of, SurveyVersion) else None,
        "language": language,
        "unsuspicious": unsuspicious,
        "results": results_to_json(results),
    }
