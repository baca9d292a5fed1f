"""The machine-readable description of the published document (docs/survey-version.schema.json)."""

import json
from collections.abc import Callable
from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from django.conf import settings
from jsonschema import Draft202012Validator

from participation.surveys.actions import publish_survey
from participation.surveys.document.questionnaire import Type, from_json, to_json
from participation.surveys.models import Quota
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.surveys import both, lines, published, question, survey_with

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCHEMA = Path(settings.BASE_DIR) / "docs" / "survey-version.schema.json"
Document = dict[str, Any]


@pytest.fixture(scope="module")
def validator() -> Draft202012Validator:
    schema = json.loads(SCHEMA.read_text())
    Draft202012Validator.check_schema(schema)
    return Draft202012Validator(schema)


@pytest.fixture
def everything() -> Document:
    """All kinds of questions, with every bound, every kind of condition, and a quota."""
    MunicipalityFactory()
    first = {"question": "single", "op": "is", "value": "a"}
    conditions = {
        "any": [first, {"not": {"all": [{"question": "number", "op": "at_least", "value": "18"}]}}]
    }
    survey = survey_with(
        [
            question("single", "single", is_required=True, is_shuffled=True),
            question("number", "number", limits={
                "min": 0, "max": 9.5, "decimals": 1, "unit": both("km"),
            }),
            question("multiple", "multiple", limits={"min": 1, "max": 2}, options=lines(
                "a", "b", "c", b={"exclusive": True}, c={"with_text": True},
            )),
            question("dropdown", "dropdown", options=lines("a", "b", b={"condition": first})),
            question("yes_no", "yes_no"),
            question("scale", "scale", options=lines("1", "2", "x", x={"value": None})),
            question("ranking", "ranking", options=lines("a", "b", "c"), limits={"max": 2}),
            question("slider", "slider", limits={"min": 0, "max": 100, "step": 5}),
        ],
        [
            question("matrix", "matrix", rows=lines("r1", "r2", r2={"condition": first})),
            question("matrix_multiple", "matrix_multiple", rows=lines("r1"), options=lines("a", "b")),
            question("matrix_number", "matrix_number", rows=lines("r1"), limits={"min": 1}),
            question("date", "date", limits={"earliest": "2020-01-01", "latest": "2030-12-31"}),
            question("short_text", "short_text", limits={"max_length": 80}),
            question("long_text", "long_text", help=both("Hilfe"), condition=conditions),
            question("municipality", "municipality", options=lines("outside")),
            question("consent", "consent", is_required=True),
            question("display", "display", condition={"question": "matrix", "row": "r1", "op": "empty"}),
            question("calculated", "calculated", formula={"op": "sum", "questions": ["number"]}),
        ],
    )  # fmt: skip
    Quota.objects.create(
        survey=survey, code="q", title="Gruppe", condition=first, limit=5, text=both("Genug.")
    )
    return publish_survey(survey=survey, by=None, at=NOON).schema


@pytest.mark.behaviour("Q1")
def test_a_document_with_every_kind_keeps_to_the_schema(
    validator: Draft202012Validator, everything: Document
) -> None:
    kinds = {each["type"] for page in everything["pages"] for each in page["questions"]}
    assert kinds == set(Type.values)
    assert [error.message for error in validator.iter_errors(everything)] == []
    assert to_json(from_json(everything)) == everything


def test_a_document_in_german_only_keeps_to_the_schema(validator: Draft202012Validator) -> None:
    german = {"de": "Nur Deutsch"}
    asked = question("single", text=german, options=[
        {"code": "a", "label": german}, {"code": "b", "label": german},
    ])  # fmt: skip
    document = published(asked, languages=["de"], closing={}).schema
    assert list(validator.iter_errors(document)) == []


def find(document: Document, code: str) -> Document:
    return next(q for page in document["pages"] for q in page["questions"] if q["code"] == code)


BROKEN: dict[str, Callable[[Document], object]] = {
    "another format": lambda d: d.update(format=3),
    "no pages": lambda d: d.update(pages=[]),
    "an unknown name": lambda d: d.update(colour="red"),
    "no German": lambda d: d["title"].pop("de"),
    "German not first": lambda d: d.update(languages=["en", "de"]),
    "a language twice": lambda d: d.update(languages=["de", "en", "en"]),
    "minutes as text": lambda d: d.update(minutes="5"),
    "a page without questions": lambda d: d["pages"][0].update(questions=[]),
    "an unknown kind": lambda d: find(d, "single").update(type="hologram"),
    "a code with a hyphen": lambda d: find(d, "single").update(code="a-b"),
    "a code with a line break": lambda d: find(d, "single").update(code="ab\n"),
    "one option": lambda d: find(d, "single").update(options=find(d, "single")["options"][:1]),
    "no options": lambda d: find(d, "multiple").pop("options"),
    "rows of a single choice": lambda d: find(d, "single").update(rows=find(d, "matrix")["rows"]),
    "options of a number": lambda d: find(d, "number").update(options=find(d, "single")["options"]),
    "a matrix without rows": lambda d: find(d, "matrix").pop("rows"),
    "a slider with decimals": lambda d: find(d, "slider")["limits"].update(decimals=1),
    "a step of zero": lambda d: find(d, "slider")["limits"].update(step=0),
    "a day that is none": lambda d: find(d, "date")["limits"].update(earliest="1.1.2020"),
    "a text as long as a book": lambda d: find(d, "short_text")["limits"].update(max_length=5001),
    "no formula": lambda d: find(d, "calculated").pop("formula"),
    "an unknown formula": lambda d: find(d, "calculated")["formula"].update(op="product"),
    "a text to read that is required": lambda d: find(d, "display").update(is_required=True),
    "an unknown comparison": lambda d: find(d, "display")["condition"].update(op="like"),
    "a comparison with nothing": lambda d: find(d, "display")["condition"].update(op="is"),
    "a condition that is two": lambda d: find(d, "long_text")["condition"].update(all=[]),
    "a quota without a limit": lambda d: d["quotas"][0].pop("limit"),
    "a quota of nobody": lambda d: d["quotas"][0].update(limit=0),
    "a label that is a word": lambda d: find(d, "single")["options"][0].update(label="Ja"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_document_does_not_keep_to_it(
    validator: Draft202012Validator, everything: Document, name: str
) -> None:
    document = deepcopy(everything)
    BROKEN[name](document)
    assert not validator.is_valid(document), name
