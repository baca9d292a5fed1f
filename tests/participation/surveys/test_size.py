"""A long survey opens, is answered and counted like a short one; how fast is measured by make bench."""

from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from participation.surveys.actions import pack_answers
from participation.surveys.models import SurveyVersion
from participation.surveys.queries import survey_results
from smartregion.accounts.models import User
from smartregion.core.shelf import Shelf
from tests.cast import ClientAs
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
PER_PAGE, PAGES = 10, 30
ROWS = ("r1", "r2", "r3", "r4", "r5")
# Of ten questions on a page two are matrices: 8 + 2 x 5 = 18 cells, and 8 choices with an option each.
KINDS = ["matrix", "matrix", *["single"] * 4, "multiple", "multiple", "number", "yes_no"]


def page(number: int) -> list[dict[str, Any]]:
    more = {"matrix": {"rows": lines(*ROWS)}}
    return [
        question(kind, f"q{number * PER_PAGE + n}", **more.get(kind, {}))
        for n, kind in enumerate(KINDS)
    ]


def long_survey(pages: int) -> SurveyVersion:
    today = timezone.now()
    window = {"opens_at": today - timedelta(days=1), "closes_at": today + timedelta(days=1)}
    return published(*(page(number) for number in range(pages)), **window)


def answers(pages: int, n: int) -> dict[str, Any]:
    said = {
        "matrix": dict.fromkeys(ROWS, "abc"[n % 3]), "single": "abc"[n % 3],
        "multiple": ["a", "c"], "number": n, "yes_no": "yes",
    }  # fmt: skip
    kinds = KINDS * pages
    return {f"q{number}": said[kind] for number, kind in enumerate(kinds)}


@pytest.mark.behaviour("Q36")
def test_three_hundred_questions_open_and_are_counted_in_one_pass(
    client: Client, client_as: ClientAs, analyst: User
) -> None:
    asked = {}
    for pages in (3, PAGES):
        version = long_survey(pages)
        for n in range(12):
            respond(version, answers(pages, n))
        pack_answers(survey=version.survey)
        asked[pages] = queries_for_results(client_as(analyst), version)
    assert asked[3] == asked[PAGES]
    start = client.post(reverse("surveys:answer", args=[version.survey.slug]), {"step": "start"})
    assert start.status_code == 200
    assert 'name="q-q5"' in start.content.decode()
    results = survey_results(version.survey)
    assert len(results.questions) == 300
    cells = sum(len(each.rows) or 1 for each in results.questions)
    choices = sum(len(each.counts) for each in results.questions if each.type == "multiple")
    assert cells + choices == 720
    assert all(each.answered == 12 for each in results.questions)


def queries_for_results(office: Client, version: SurveyVersion) -> int:
    address = reverse("surveys:results", args=[version.survey.slug])
    office.get(address)
    Shelf.clear_all()
    with CaptureQueriesContext(connection) as queries:
        assert office.get(address).status_code == 200
    return len(queries)
