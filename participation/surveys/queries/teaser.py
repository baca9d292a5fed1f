"""An interim result for the start page."""

import json
from collections import Counter
from dataclasses import dataclass

from django.db.models import Count as CountRows
from django.db.models import Max

from participation.surveys.document.questionnaire import QQuestion, Type, questionnaire_of
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.queries.lists import latest_version
from participation.surveys.queries.texts import said_to
from participation.surveys.results import Count, counts_of
from participation.surveys.texts import MAIN_LANGUAGE, say

# What everybody may see: not about a handful of people.
PUBLIC_BASE = 30
PUBLIC_CELL = 5
PUBLIC_ANSWERS = 3


@dataclass(frozen=True)
class Teaser:
    """An interim result that the county decided to show to everybody."""

    slug: str
    url: str
    title: str
    question: str
    answered: int
    counts: tuple[Count, ...]
    is_example: bool


def latest_result_teaser(*, language: str = MAIN_LANGUAGE) -> Teaser | None:
    """The most frequent answers to the question that the newest such survey names for it."""
    surveys = Survey.objects.published().exclude(teaser_code="")
    survey = surveys.annotate(asked=Max("versions__number")).filter(asked__gt=0).first()
    version = latest_version(survey) if survey else None
    if survey is None or version is None:
        return None
    for question in questionnaire_of(version).questions:
        if question.code == survey.teaser_code and question.type in (Type.SINGLE, Type.MULTIPLE):
            return _teaser(survey, version, question, language)
    return None


def _teaser(
    survey: Survey, version: SurveyVersion, question: QQuestion, language: str
) -> Teaser | None:
    # Without suspicious answers: nobody shall move a figure on the front page with a program.
    responses = Response.objects.filter(version=version).unsuspicious()
    given: Counter[str] = Counter()
    answered = 0
    grouped = said_to(responses, question.code).order_by().values_list("said")
    for text, times in grouped.annotate(times=CountRows("pk")):
        answered += times
        for code in json.loads(text) if question.type == Type.MULTIPLE else [text]:
            given[code] += times
    if answered < PUBLIC_BASE:
        return None
    counts = counts_of(question.options, given, answered, language)
    frequent = sorted(
        (count for count in counts if count.count >= PUBLIC_CELL),
        key=lambda count: count.count,
        reverse=True,
    )
    return Teaser(
        slug=survey.slug,
        url=survey.get_absolute_url(),
        title=say(survey.title, language),
        question=say(question.text, language),
        answered=answered,
        counts=tuple(frequent[:PUBLIC_ANSWERS]),
        is_example=responses.filter(origin=Response.Origin.EXAMPLE).exists(),
    )
