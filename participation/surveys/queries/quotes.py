"""Quotes that were released: where they come from, and what may be said about it."""

from collections.abc import Collection, Mapping, Sequence
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db.models import QuerySet
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from participation.contributions.slots import Place
from participation.surveys.document.questionnaire import Type, questionnaire_of
from participation.surveys.models import ReleasedQuote, Response, Survey, SurveyVersion
from participation.surveys.queries.table import response_table
from participation.surveys.queries.texts import texts_asked_in
from participation.surveys.texts import MAIN_LANGUAGE
from smartregion.county.models import Municipality

# From so many people the municipality may stand beside a quote.
FEWEST_FROM = 10


def quotes_of(survey: Survey) -> "QuerySet[ReleasedQuote]":
    """Everything that was released from a survey, the newest first, also what was taken back."""
    found = ReleasedQuote.objects.filter(survey=survey)
    return found.select_related("contribution__municipality", "released_by").order_by("-pk")


def nameable_municipality(survey: Survey, response: Response) -> Municipality | None:
    """Where the person said they are from, if enough others are from there, too."""
    for question in questionnaire_of(response.version).questions:
        if question.type != Type.MUNICIPALITY:
            continue
        key = response.answers.get(question.code)
        town = Municipality.objects.filter(ags=key).first() if isinstance(key, str) else None
        if town and _answered_from(survey, question.code, town.ags) >= FEWEST_FROM:
            return town
    return None


def _answered_from(survey: Survey, code: str, ags: str) -> int:
    column = response_table(survey).column(code)
    number = column.number_of(ags)
    return 0 if number is None else int((column.values == number).sum())


def places_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Place]]:
    """The surveys and questions from which these contributions were taken."""
    visible = Survey.objects.visible_to(visible_to)
    found = ReleasedQuote.objects.filter(contribution__in=contributions, survey__in=visible)
    quotes = list(found.select_related("survey"))
    asked = _asked({quote.survey_id for quote in quotes})
    return {quote.contribution_id: [_place(quote, asked)] for quote in quotes}


def _asked(surveys: Collection[int]) -> dict[tuple[int, str], str]:
    """What the questions of these surveys say, in the language of the page."""
    if not surveys:
        return {}
    versions = SurveyVersion.objects.filter(survey__in=surveys).order_by("survey", "number")
    language = get_language() or MAIN_LANGUAGE
    return {
        (survey, question): words
        for survey, those in groupby(versions, key=attrgetter("survey_id"))
        for question, words in texts_asked_in(those, language=language).items()
    }


def _place(quote: ReleasedQuote, asked: Mapping[tuple[int, str], str]) -> Place:
    question = asked.get((quote.survey_id, quote.question), "")
    title = f"{quote.survey.heading}: {question}" if question else quote.survey.heading
    return Place(kind=_("Umfrage"), title=title, url=quote.survey.get_absolute_url())
