"""Somebody with the open data and a pocket calculator: subtracts parts from totals, and release one from two."""

from collections.abc import Iterator
from random import Random
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.actions.releasing import release_results
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.protection.choice import Choice
from participation.surveys.protection.policy import POLICY
from participation.surveys.queries.preparing import prepare_release
from tests.factories.county import CountyFactory, MunicipalityFactory
from tests.factories.dates import NOON
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
Data = dict[str, Any]


def numbers_that_follow(data: Data) -> Iterator[tuple[str, int]]:
    """What one subtraction gives: where all parts but one are shown, the last one; what is left of a base."""
    for asked in data["questions"]:
        code, answered, shown = asked["code"], asked["answered"], asked["shown"]
        if shown is not None and answered is not None:
            yield f"{code}: silent", shown - answered
        if asked["type"] == "multiple":
            for option in asked["options"]:
                if option["count"] is not None and answered is not None:
                    yield f"{code}: not {option['code']}", answered - option["count"]
        elif answered is not None:
            yield from _last_part(code, answered, [o["count"] for o in asked["options"]])
    for crossing in data["crossings"]:
        yield from _crossed(crossing)


def _last_part(name: str, whole: int, parts: list[int | None]) -> Iterator[tuple[str, int]]:
    if parts.count(None) == 1:
        yield name, whole - sum(part or 0 for part in parts)


def _crossed(crossing: Data) -> Iterator[tuple[str, int]]:
    name = f"{crossing['rows']}×{crossing['columns']}"
    for line in crossing["lines"]:
        if line["answered"] is not None:
            yield from _last_part(name, line["answered"], line["counts"])
    base = crossing["bases"][0]
    for place, whole in enumerate(base["counts"]):
        column = [line["counts"][place] for line in crossing["lines"]]
        if whole is not None:
            yield from _last_part(name, whole, column)


def _shown(data: Data) -> dict[str, int]:
    return {
        f"{asked['code']}={option['code']}": option["count"]
        for asked in data["questions"]
        for option in asked["options"]
        if option["count"] is not None
    }


def _answer(version: SurveyVersion, rng: Random, number: int) -> None:
    for _each in range(number):
        several = [code for code in "abc" if rng.random() < 0.3] or ["a"]
        place = rng.choices(["out", "far", "near", None], [30, 4, 20, 1])[0]
        said = {
            "q": rng.choices(["a", "b", "c", None], [30, 12, 1, 1])[0],
            "m": several,
            "place": place,
        }
        respond(version, said)


def _release(survey: Survey, client: Client) -> Data:
    choice = Choice(codes=("q", "m", "place"), crossings=(("q", "place"),))
    seen = prepare_release(survey, choice, at=NOON).fingerprint
    release_results(survey=survey, choice=choice, seen=seen, by=None, at=NOON)
    data: Data = client.get(reverse("surveys:public_results_json", args=[survey.slug])).json()
    return data


@pytest.mark.behaviour("Q21")
@pytest.mark.slow
@pytest.mark.parametrize("seed", [1, 2, 3])
def test_a_pocket_calculator_finds_no_small_number(seed: int, client: Client) -> None:
    CountyFactory()
    for ags, zone in (("out", "belt"), ("far", "rural"), ("near", "rural")):
        MunicipalityFactory(ags=ags, zone=zone)
    places = question("municipality", "place", options=lines("out", "far", "near"))
    version = published(question("single", "q"), question("multiple", "m"), places)
    rng = Random(seed)
    _answer(version, rng, 80)
    first = _release(version.survey, client)
    _answer(version, rng, 25)
    second = _release(version.survey, client)
    for data in (first, second):
        follows = list(numbers_that_follow(data))
        assert not [each for each in follows if 0 < each[1] < POLICY.least], follows
    before, after = _shown(first), _shown(second)
    between = {name: after[name] - before[name] for name in before.keys() & after.keys()}
    assert not {name: n for name, n in between.items() if 0 < n < POLICY.least}
