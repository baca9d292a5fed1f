"""What people wrote in their own words."""

from collections.abc import Iterable
from typing import Any

from django.db.models.fields.json import KeyTextTransform, KeyTransform

from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.kinds import kind_of, other_key
from participation.surveys.models import ResponseQuerySet, Survey, SurveyVersion
from participation.surveys.texts import say


def asked_texts(survey: Survey, *, language: str) -> dict[str, str]:
    """The questions of all versions that are answered in own words: code → wording."""
    return texts_asked_in(survey.versions.order_by("number"), language=language)


def texts_asked_in(versions: Iterable[SurveyVersion], *, language: str) -> dict[str, str]:
    """The same for these versions, the oldest first: the newest wording counts."""
    found = {}
    for version in versions:
        for question in questionnaire_of(version).questions:
            if question.is_text:
                found[question.code] = say(question.text, language)
            elif other_key(question) in kind_of(question).keys(question):
                found[other_key(question)] = say(question.text, language)
    return found


def said_to(responses: ResponseQuerySet, code: str) -> Any:
    """Responses that answer a question, with the answer as text in ``said``."""
    # The demo's SQLite takes the very word "null" for an empty answer; PostgreSQL knows better.
    return (
        responses.annotate(said_json=KeyTransform(code, "answers"))
        .exclude(said_json=None)
        .exclude(said_json__isnull=True)
        .annotate(said=KeyTextTransform(code, "answers"))
    )
