"""What people wrote in their own words."""

from typing import Any

from django.db.models import QuerySet
from django.db.models.fields.json import KeyTextTransform, KeyTransform

from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.kinds import kind_of, other_key
from participation.surveys.models import Response, ResponseQuerySet, Survey
from participation.surveys.texts import say


def asked_texts(survey: Survey, *, language: str) -> dict[str, str]:
    """The questions of all versions that are answered in own words: code → wording."""
    found = {}
    for version in survey.versions.order_by("number"):
        for question in questionnaire_of(version).questions:
            if question.is_text:
                found[question.code] = say(question.text, language)
            elif other_key(question) in kind_of(question).keys(question):
                found[other_key(question)] = say(question.text, language)
    return found


def free_texts(survey: Survey, code: str, *, unsuspicious: bool = False) -> QuerySet[Response, str]:
    """What people wrote, by day; within a day in no order that says who came first."""
    responses = Response.objects.filter(version__survey=survey)
    if unsuspicious:
        responses = responses.unsuspicious()
    texts = said_to(responses, code).order_by("-submitted_on", "pk")
    return texts.values_list("said", flat=True)  # type: ignore[no-any-return]


def has_suspicious(survey: Survey) -> bool:
    """Whether there is anything to leave out."""
    return Response.objects.filter(version__survey=survey).exclude(suspicions=[]).exists()


def said_to(responses: ResponseQuerySet, code: str) -> Any:
    """Responses that answer a question, with the answer as text in ``said``."""
    # The demo's SQLite takes the very word "null" for an empty answer; PostgreSQL knows better.
    return (
        responses.annotate(said_json=KeyTransform(code, "answers"))
        .exclude(said_json=None)
        .exclude(said_json__isnull=True)
        .annotate(said=KeyTextTransform(code, "answers"))
    )
