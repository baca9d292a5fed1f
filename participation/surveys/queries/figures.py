"""Figures of a survey: counted now, or as they were frozen before the single answers went."""

from dataclasses import replace
from typing import Any

from django.conf import settings
from django.utils.translation import override

from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.privacy.retention import erased_sentence
from participation.surveys.queries.counting import count_results
from participation.surveys.queries.filters import Filter
from participation.surveys.results import SurveyResults, results_from_json, results_to_json
from participation.surveys.statistics.weights import Weights
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.core.errors import WrongState
from smartregion.core.snapshots import content_of

FORMAT = 1


def survey_results(
    of: Survey | SurveyVersion,
    *,
    language: str = MAIN_LANGUAGE,
    chosen: Filter | None = None,
    weights: Weights | None = None,
) -> SurveyResults:
    """All figures of a survey, or of one of its versions, of those responses that the filter leaves.

    Once the single answers are gone, what was frozen is all there is: as a whole, by version, and with
    or without suspicious responses. Any other filter is refused with ``WrongState``.
    """
    survey, chosen = _whose(of, chosen or Filter())
    if survey.erased_on is None:
        return count_results(survey, chosen, language=language, weights=weights)
    number = chosen.versions[0] if len(chosen.versions) == 1 else None
    known = Filter(versions=(number,) if number else (), unsuspicious=chosen.unsuspicious)
    if chosen != known or weights:
        raise WrongState(erased_sentence(survey.erased_on))
    return results_from_json(_frozen(survey, (number, chosen.unsuspicious), language))


def _whose(of: Survey | SurveyVersion, chosen: Filter) -> tuple[Survey, Filter]:
    """One version of a survey is a filter like any other."""
    if isinstance(of, SurveyVersion):
        return of.survey, replace(chosen, versions=(of.number,))
    return of, chosen


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
    """Everything the page of results can show without a filter, to be kept when the answers are gone."""
    numbers = [None, *survey.versions.order_by("number").values_list("number", flat=True)]
    figures = [
        _to_freeze(survey, number, language, unsuspicious=unsuspicious)
        for number in numbers
        for language, _name in settings.LANGUAGES
        for unsuspicious in (False, True)
    ]
    return {"format": FORMAT, "figures": figures}


def _to_freeze(
    survey: Survey, number: int | None, language: str, *, unsuspicious: bool
) -> dict[str, Any]:
    chosen = Filter(versions=(number,) if number else (), unsuspicious=unsuspicious)
    # Classes of numbers and places of a ranking are named in the language of the page.
    with override(language):
        results = count_results(survey, chosen, language=language)
    return {
        "version": number,
        "language": language,
        "unsuspicious": unsuspicious,
        "results": results_to_json(results),
    }
