"""Surveys with pages and questions, published or not, and responses to them.

``survey_with(question("single", options=3))`` makes a draft that can be published;
``published(...)`` publishes it; ``respond(version, {...})`` stores the answers of one person.
"""

from datetime import timedelta
from itertools import count
from typing import Any

import factory

from participation.surveys.actions import publish_survey
from participation.surveys.document.questionnaire import QQuestion, questionnaire_of
from participation.surveys.models import Page, Question, Response, Survey, SurveyVersion
from tests.factories.dates import DAY, NOON

_codes = count(1)


def both(text: str) -> dict[str, str]:
    return {"de": text, "en": f"{text} (English)"}


# Says all that Art. 13 GDPR demands, so that the privacy check has nothing to remark.
PRIVACY = {
    "de": "<p>Was mit den Antworten geschieht. Verantwortlich ist der Landkreis, dort erreichen Sie "
    "auch die Datenschutzbeauftragte. Zweck ist die Planung, Rechtsgrundlage Ihre Einwilligung. Die "
    "Teilnahme ist freiwillig. Antworten werden nach zwei Jahren gelöscht. Sie haben ein Recht auf "
    "Auskunft und können sich bei der Aufsichtsbehörde beschweren.</p>",
    "en": "<p>What happens to the answers. The county is responsible; there you also reach the data "
    "protection officer. The purpose is planning, the legal basis your consent. Taking part is "
    "voluntary. Answers are deleted after two years. You have a right of access and may complain "
    "to the supervisory authority.</p>",
}


class SurveyFactory(factory.django.DjangoModelFactory):
    """A draft without pages, open around ``NOON``."""

    class Meta:
        model = Survey

    slug = factory.Sequence(lambda n: f"umfrage-{n}")
    title = factory.Sequence(lambda n: both(f"Umfrage {n}"))
    intro = both("<p>Worum es geht.</p>")
    privacy = PRIVACY
    closing = both("<p>Wie es weitergeht.</p>")
    languages = ["de", "en"]
    minutes = 5
    opens_at = NOON - timedelta(days=7)
    closes_at = NOON + timedelta(days=7)


class ResponseFactory(factory.django.DjangoModelFactory):
    class Meta:
        model = Response

    language = "de"
    submitted_on = DAY


def lines(*codes: str, **extras: dict[str, Any]) -> list[dict[str, Any]]:
    """Options or rows with these codes; extras by code: ``lines("a", "b", b={"exclusive": True})``."""
    return [{"code": code, "label": both(f"Text {code}"), **extras.get(code, {})} for code in codes]


def question(kind: str, code: str = "", **values: Any) -> dict[str, Any]:
    """What a question needs, with sensible options and rows."""
    code = code or f"f{next(_codes)}"
    usual: dict[str, Any] = {"code": code, "type": kind, "text": both(f"Frage {code}?")}
    if kind in ("single", "multiple", "matrix"):
        usual["options"] = lines("a", "b", "c")
    if kind == "matrix":
        usual["rows"] = lines("r1", "r2")
    return {**usual, **values}


def survey_with(*pages: dict[str, Any] | list[dict[str, Any]], **values: Any) -> Survey:
    """A draft; each argument is a page: one question or a list of them."""
    survey: Survey = SurveyFactory(**values)
    for number, page in enumerate(pages, 1):
        row = Page.objects.create(survey=survey, position=number, title=both(f"Seite {number}"))
        for position, each in enumerate(page if isinstance(page, list) else [page], 1):
            Question.objects.create(survey=survey, page=row, position=position, **each)
    return survey


def published(*pages: dict[str, Any] | list[dict[str, Any]], **values: Any) -> SurveyVersion:
    return publish_survey(survey=survey_with(*pages, **values), by=None, at=NOON)


def compiled(each: dict[str, Any]) -> QQuestion:
    """One question as it is after publishing."""
    return next(questionnaire_of(published(each)).questions)


def respond(version: SurveyVersion, answers: dict[str, Any], **values: Any) -> Response:
    response: Response = ResponseFactory(version=version, answers=answers, **values)
    return response
