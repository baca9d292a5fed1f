"""The demo survey in all its languages."""

import json
import re
from datetime import date
from pathlib import Path

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.models import SurveyVersion
from participation.surveys.texts import EASY, in_order
from smartregion.core.richtext import blocks, plain_text
from smartregion.demo import reader
from smartregion.demo.loaders.county import load_municipalities
from smartregion.demo.loaders.survey import load_survey
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.slow

ON = date(2026, 11, 21)
SCHEMA = Path(settings.BASE_DIR) / "docs" / "survey-version.schema.json"
LONGEST_SENTENCE = 14


@pytest.mark.django_db
@pytest.mark.behaviour("Q10")
def test_leichte_sprache_is_a_whole_variant_with_the_same_codes():
    load_municipalities()
    survey = load_survey(by=UserFactory(), on=ON)
    document = SurveyVersion.objects.get(survey=survey).schema
    assert document["languages"] == in_order(["de", EASY, "en"])
    errors = Draft202012Validator(json.loads(SCHEMA.read_text())).iter_errors(document)
    assert [error.message for error in errors] == []
    for question in questionnaire_of(survey.versions.get()).questions:
        texts = [question.text, *([question.help] if question.help else [])]
        own = (option for option in question.options if not option.code.isdigit())
        labels = [line.label for line in (*own, *question.rows)]
        assert all(set(each) >= {"de", EASY, "en"} for each in (*texts, *labels)), question.code
    kinds = {response.language for response in survey.versions.get().responses.all()}
    assert kinds == {"de", EASY, "en"}


def easy_sentences():
    content = reader.read("survey_easy")
    rich = [
        plain_text(part)
        for name in ("intro", "privacy", "closing")
        for block in blocks(content[name])
        for part in (re.findall(r"<li>(.*?)</li>", block) or [block])
    ]
    plain = []
    for question in content["question"].values():
        plain += [question["text"], question.get("help", "")]
        plain += [*question.get("options", {}).values(), *question.get("rows", {}).values()]
    for text in (*rich, *content["pages"], *plain):
        yield from filter(None, re.split(r"(?<=[.!?:])\s+", text))


def test_sentences_in_leichte_sprache_are_short_and_have_no_subordinate_clause():
    long_ones = [text for text in easy_sentences() if len(text.split()) > LONGEST_SENTENCE]
    assert long_ones == []
    joined = re.compile(r", (dass|weil|wenn|ob|damit|obwohl|während|der|die|das|den|dem)\b")
    assert [text for text in easy_sentences() if joined.search(text)] == []
