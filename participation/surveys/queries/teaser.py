"""A result for the start page: what was released or, before that, an interim one that cannot be followed.

While people answer, whoever looks often could see what each new person said. So interim figures move in
packets: whole days, until at least ten have answered; and they are rounded down to tens.
"""

import json
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count as CountRows
from django.db.models import Max

from participation.surveys.document.questionnaire import QQuestion, Type, questionnaire_of
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.protection.policy import POLICY
from participation.surveys.protection.veiling import ROUND, rounded_down
from participation.surveys.queries.lists import latest_version
from participation.surveys.queries.releases import released_results
from participation.surveys.queries.texts import said_to
from participation.surveys.results import Count, QuestionResult
from participation.surveys.tallying import counts_of
from participation.surveys.texts import MAIN_LANGUAGE, say

# What everybody may see: not about a handful of people.
PUBLIC_BASE = 30
PUBLIC_ANSWERS = 3


@dataclass(frozen=True)
class Teaser:
    """A result that the county decided to show to everybody."""

    slug: str
    url: str
    title: str
    question: str
    answered: int
    counts: tuple[Count, ...]
    is_example: bool
    # Interim and rounded; else released.
    is_interim: bool = True


def latest_result_teaser(*, language: str = MAIN_LANGUAGE, on: date | None = None) -> Teaser | None:
    """The most frequent answers to the question that the newest such survey names for it.

    Interim figures of the day ``on`` wait until it is over: a day is whole before it counts.
    """
    surveys = Survey.objects.published().exclude(teaser_code="")
    survey = surveys.annotate(asked=Max("versions__number")).filter(asked__gt=0).first()
    version = latest_version(survey) if survey else None
    if survey is None or version is None:
        return None
    if released := released_results(survey, language):
        found = released.question(survey.teaser_code)
        is_example = released.is_example
        return _released(survey, found, language, is_example=is_example) if found else None
    question = teaser_question(survey, version)
    return _interim(survey, version, question, language, on) if question else None


def teaser_question(survey: Survey, version: SurveyVersion) -> QQuestion | None:
    """The question whose interim result everybody sees; none, unless it has answers to choose from."""
    for question in questionnaire_of(version).questions:
        if question.code == survey.teaser_code and question.type in (Type.SINGLE, Type.MULTIPLE):
            return question
    return None


def _released(
    survey: Survey, found: QuestionResult, language: str, *, is_example: bool
) -> Teaser | None:
    counts = tuple(count for count in found.counts if count.share and not count.is_protected)
    if found.is_protected or found.answered < PUBLIC_BASE:
        return None
    return Teaser(
        slug=survey.slug,
        url=survey.get_absolute_url(),
        title=say(survey.title, language),
        question=found.text,
        answered=found.answered,
        counts=_most_frequent(counts),
        is_example=is_example,
        is_interim=False,
    )


def _interim(
    survey: Survey, version: SurveyVersion, question: QQuestion, language: str, on: date | None
) -> Teaser | None:
    answered, given = interim_counts(version, question, before=on)
    if answered < PUBLIC_BASE:
        return None
    counts = counts_of(question.options, given, answered, language)
    examples = Response.objects.filter(version=version, origin=Response.Origin.EXAMPLE)
    return Teaser(
        slug=survey.slug,
        url=survey.get_absolute_url(),
        title=say(survey.title, language),
        question=say(question.text, language),
        answered=answered,
        counts=_most_frequent(count for count in counts if count.count >= ROUND),
        is_example=examples.exists(),
    )


def _most_frequent(counts: Iterable[Count]) -> tuple[Count, ...]:
    by_size = sorted(counts, key=lambda count: count.share or 0, reverse=True)
    return tuple(by_size[:PUBLIC_ANSWERS])


# -- interim figures -----------------------------------------------------------------------------
def interim_counts(
    version: SurveyVersion, question: QQuestion, *, before: date | None = None
) -> tuple[int, dict[str, int]]:
    """How many answered and what they chose, in packets of whole days, rounded down to tens.

    Without ``before``, what will be known once today is over.
    """
    answered, given = 0, Counter[str]()
    for people, said in _packets(_by_day(version, question, before), question.type):
        answered += people
        given += said
    return rounded_down(answered), {code: rounded_down(n) for code, n in given.items()}


def _by_day(
    version: SurveyVersion, question: QQuestion, before: date | None
) -> Iterable[tuple[date, str, int]]:
    # Without suspicious answers: nobody shall move a figure on the front page with a program.
    responses = Response.objects.filter(version=version).unsuspicious().readable()
    if before:
        responses = responses.filter(submitted_on__lt=before)
    grouped = said_to(responses, question.code).order_by("submitted_on")
    by_day = grouped.values_list("submitted_on", "said")
    return by_day.annotate(times=CountRows("pk"))  # type: ignore[no-any-return]


def _packets(
    rows: Iterable[tuple[date, str, int]], kind: str
) -> Iterable[tuple[int, Counter[str]]]:
    """Days put together until at least ten people have answered; what is left waits."""
    people, given, day = 0, Counter[str](), None
    for submitted_on, text, times in rows:
        if submitted_on != day and people >= POLICY.least_between:
            yield people, given
            people, given = 0, Counter[str]()
        day = submitted_on
        people += times
        for code in json.loads(text) if kind == Type.MULTIPLE else [text]:
            given[code] += times
    if people >= POLICY.least_between:
        yield people, given
