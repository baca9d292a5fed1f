"""The record for data portals: both forms say the same, and name what portals ask for."""

import json
import re
from typing import Any

import pytest
from django.test import Client

from smartregion.core.licences import CONTRIBUTORS
from tests.factories.county import CountyFactory

pytestmark = pytest.mark.django_db
JSON, TURTLE = "/api/v1/catalogue.jsonld", "/api/v1/catalogue.ttl"


@pytest.fixture
def record() -> dict[str, Any]:
    CountyFactory(name='Landkreis "Musterland"')
    return dict(json.loads(Client().get(JSON).content))


def test_data_set_says_whose_it_is_and_under_which_terms(record: dict[str, Any]) -> None:
    [data] = record["dcat:dataset"]
    needed = {"dct:title", "dct:description", "dct:publisher", "dcat:contactPoint", "dcat:theme", "dcat:distribution"}  # fmt: skip
    assert needed <= set(data)
    for form in data["dcat:distribution"]:
        assert form["dct:license"] == [{"@id": "http://dcat-ap.de/def/licenses/dl-by-de/2.0"}]
        assert form["dcatde:licenseAttributionByText"][0]["@value"] == 'Landkreis "Musterland"'
    assert re.fullmatch(r".*districtKey/\d{5}", data["dcatde:politicalGeocodingURI"][0]["@id"])


def test_every_form_can_be_fetched(record: dict[str, Any]) -> None:
    [data] = record["dcat:dataset"]
    for form in data["dcat:distribution"]:
        path = form["dcat:downloadURL"][0]["@id"].partition("//")[2].partition("/")[2]
        assert Client().get(f"/{path}").status_code == 200


def test_both_forms_name_the_same_things(record: dict[str, Any]) -> None:
    turtle = Client().get(TURTLE).content.decode()
    text = json.dumps(record)
    named = set(re.findall(r"<(http[^>]+)>", turtle)) - set(record["@context"].values())
    assert named == set(re.findall(r'"@id": "(http[^"]+)"', text))
    assert r'"Landkreis \"Musterland\""@de' in turtle


def test_county_that_reports_to_govdata_is_named(settings) -> None:
    settings.OPEN_DATA_CONTRIBUTOR = f"{CONTRIBUTORS}landkreisMusterland"
    CountyFactory()
    [data] = json.loads(Client().get(JSON).content)["dcat:dataset"]
    assert data["dcatde:contributorID"] == [{"@id": settings.OPEN_DATA_CONTRIBUTOR}]


def test_without_a_county_there_is_no_record() -> None:
    assert Client().get(JSON).status_code == 404
