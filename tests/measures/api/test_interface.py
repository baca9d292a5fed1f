"""The interface for programs: what it says, to whom, and that it says what its description promises."""

import json
from typing import Any

import pytest
from django.test import Client
from jsonschema import Draft202012Validator

from measures.api import documents as doc
from measures.api.schemas import reference
from measures.models import Measure
from tests.factories.county import CountyFactory
from tests.factories.measures import (
    GuidelineFactory,
    MeasureFactory,
    MilestoneFactory,
    OriginFactory,
    PartyFactory,
    closed,
)
from tests.measures.exchange.test_round_trip import written
from tests.pages import queries_of

pytestmark = pytest.mark.django_db
LIST, SPEC = "/api/v1/measures/", "/api/v1/openapi.json"


def asked(url: str, **headers: str) -> Any:
    answer = Client(headers=headers or None).get(url)
    return json.loads(answer.content)


def whole() -> Measure:
    """A measure with something in every field of its document."""
    from datetime import date
    from decimal import Decimal

    measure = written("Rufbus", "<p>Er kommt.</p>", Decimal("1234.50"), date(2026, 6, 1))
    OriginFactory(measure=measure)
    closed((measure, "yellow"))
    return measure


def validator(document: type) -> Draft202012Validator:
    """What the description says about a document, as a program would read it."""
    described = asked(SPEC)
    return Draft202012Validator({**described, **reference(document)})


def test_answers_keep_what_the_description_promises() -> None:
    CountyFactory()
    measure = whole()
    validator(doc.Page).validate(asked(LIST))
    validator(doc.Measure).validate(asked(f"{LIST}{measure.number}/"))
    validator(doc.Problem).validate(asked(f"{LIST}?per_page=0"))


def test_description_has_the_shape_of_openapi() -> None:
    """Its parts that we use; the whole was tried once with the validator of the standard."""
    CountyFactory()
    described = asked(SPEC)
    assert described["openapi"] == "3.1.0"
    assert set(described) <= {
        "openapi",
        "jsonSchemaDialect",
        "info",
        "servers",
        "paths",
        "components",
    }
    names = []
    for path, operations in described["paths"].items():
        for operation in operations.values():
            names.append(operation["operationId"])
            placed = {each["name"] for each in operation["parameters"] if each["in"] == "path"}
            assert all(f"{{{name}}}" in path for name in placed)
            assert path.count("{") == len(placed)
            assert all(each["schema"]["type"] for each in operation["parameters"])
            assert all(answer["description"] for answer in operation["responses"].values())
    assert len(names) == len(set(names))
    for schema in described["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)
        assert set(schema["required"]) == set(schema["properties"])


def test_every_reference_of_the_description_leads_somewhere() -> None:
    CountyFactory()
    described = asked(SPEC)
    known = described["components"]["schemas"]
    text = json.dumps(described)
    named = {part.partition('"')[0] for part in text.split("#/components/schemas/")[1:]}
    assert named == set(known)


def test_amounts_are_text_to_the_cent() -> None:
    document = asked(f"{LIST}{whole().number}/")
    assert document["money"]["cost_lines"][0]["planned_eur"] == "1234.50"
    assert document["light"]["code"] == "yellow"


def test_list_comes_in_pages_with_ways_between_them() -> None:
    numbers = [MeasureFactory(number=f"HF1-M{n:02}").number for n in range(1, 6)]
    first = asked(f"{LIST}?per_page=2")
    second = asked(first["next"].removeprefix("http://testserver"))
    assert (first["count"], first["pages"], first["previous"]) == (5, 3, None)
    assert [each["number"] for each in first["results"] + second["results"]] == numbers[:4]


def test_list_takes_the_filters_of_the_page() -> None:
    MeasureFactory(state="completed", number="HF1-M01")
    MeasureFactory(is_key_project=True, number="HF1-M02")
    assert [each["number"] for each in asked(f"{LIST}?state=completed")["results"]] == ["HF1-M01"]
    assert [each["number"] for each in asked(f"{LIST}?key=on")["results"]] == ["HF1-M02"]


@pytest.mark.parametrize(
    "query", ["stat=running", "state=unknown", "page=0", "page=2", "page=x", "per_page=101", "page=99999999999"]
)  # fmt: skip
def test_question_that_makes_no_sense_is_told_why(query: str) -> None:
    MeasureFactory()
    answer = Client().get(f"{LIST}?{query}")
    assert answer.status_code == 400
    assert answer["Content-Type"] == "application/problem+json"
    assert json.loads(answer.content)["detail"]


def test_absent_hidden_and_strange_numbers_are_not_found() -> None:
    hidden = MeasureFactory(is_public=False)
    for number in (hidden.number, "HF9-M99", "%00"):
        assert Client().get(f"{LIST}{number}/").status_code == 404


def test_answer_that_is_known_is_not_sent_again() -> None:
    MeasureFactory()
    first = Client().get(LIST)
    again = Client(headers={"If-None-Match": first["ETag"]}).get(LIST)
    assert (again.status_code, again.content) == (304, b"")
    Measure.objects.update(title="Anders")
    assert Client(headers={"If-None-Match": first["ETag"]}).get(LIST).status_code == 200


def test_pages_of_other_hosts_may_ask_and_nobody_may_write() -> None:
    answer = Client().get(LIST)
    assert answer["Access-Control-Allow-Origin"] == "*"
    assert not answer.cookies
    assert "max-age" in answer["Cache-Control"]
    asked_before = Client().options(LIST)
    assert (asked_before.status_code, asked_before["Access-Control-Allow-Methods"]) == (204, "GET, HEAD, OPTIONS")  # fmt: skip
    refused = Client().post(LIST)
    assert (refused.status_code, refused["Allow"]) == (405, "GET, HEAD, OPTIONS")


@pytest.mark.behaviour("M20")
def test_whoever_is_signed_in_gets_what_everybody_gets(office, client_as) -> None:
    MeasureFactory(is_public=False)
    MeasureFactory()
    assert json.loads(client_as(office).get(LIST).content) == asked(LIST)


def test_number_that_was_merged_leads_on() -> None:
    into = MeasureFactory(number="HF1-M02")
    MeasureFactory(number="HF1-M01", state="merged", merged_into=into, state_reason="Dasselbe.")
    answer = Client().get(f"{LIST}HF1-M01/")
    assert (answer.status_code, answer["Location"]) == (301, f"{LIST}HF1-M02/")


def test_words_follow_the_language_of_the_address_and_codes_do_not() -> None:
    number = MeasureFactory().number
    german, english = (asked(f"{start}{LIST}{number}/") for start in ("", "/en"))
    assert german["state"]["code"] == english["state"]["code"] == "running"
    assert german["state"]["label"] == "in Umsetzung"
    assert german["state"]["label"] != english["state"]["label"]


def test_many_measures_ask_the_database_as_often_as_one() -> None:
    for _n in range(2):
        GuidelineFactory(measure=PartyFactory(measure=MilestoneFactory().measure).measure)
    few = queries_of(lambda: asked(LIST))
    for _n in range(5):
        GuidelineFactory(measure=PartyFactory(measure=MilestoneFactory().measure).measure)
    assert queries_of(lambda: asked(LIST)) == few
