"""The browser's task: made here, judged here, of use once; and never a hurdle for a person."""

import base64
import html
import json
import re
import uuid
from datetime import timedelta
from functools import cache

import pytest
import time_machine
from altcha import Challenge, solve_challenge
from django.urls import reverse

from participation.surveys import proofs
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.proofs import challenge_for, is_proved
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.surveys import published, question, survey_with
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
WAY = uuid.UUID(int=7)
TASK = re.compile(r'data-challenge="([^"]+)"')


@pytest.fixture(autouse=True)
def _lighter_task(monkeypatch: pytest.MonkeyPatch) -> None:
    """The same task with less to compute."""
    monkeypatch.setattr(proofs, "COST", 10)


@cache
def solved(challenge: str) -> str:
    """What the browser sends when it has computed."""
    task = json.loads(challenge)
    solution = solve_challenge(Challenge.from_dict(task))
    assert solution is not None
    payload = {"challenge": task, "solution": solution.to_dict()}
    return base64.b64encode(json.dumps(payload).encode()).decode()


def changed(payload: str, *path: str, to: object) -> str:
    document = json.loads(base64.b64decode(payload))
    place = document
    for key in path[:-1]:
        place = place[key]
    place[path[-1]] = to
    return base64.b64encode(json.dumps(document).encode()).decode()


# -- made and judged -------------------------------------------------------------------------------
@pytest.mark.behaviour("X25")
def test_a_solution_counts_for_the_way_it_was_asked_for_and_for_no_other() -> None:
    payload = solved(challenge_for(WAY))
    assert is_proved(WAY, payload)
    assert not is_proved(uuid.UUID(int=8), payload)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("challenge", "parameters", "data"), {"way": uuid.UUID(int=8).hex}),
        (("challenge", "parameters", "cost"), 1),
        (("challenge", "parameters", "keyPrefix"), ""),
        (("challenge", "signature"), ""),
        (("challenge", "signature"), "00" * 32),
        (("solution", "counter"), 2**32 + 1),
        (("solution", "derivedKey"), "00" * 32),
    ],
)
def test_a_changed_task_or_solution_proves_nothing(path: tuple[str, ...], value: object) -> None:
    payload = solved(challenge_for(WAY))
    way = uuid.UUID(int=8) if path[-1] == "data" else WAY
    assert not is_proved(way, changed(payload, *path, to=value))


@pytest.mark.parametrize("payload", ["", "x", "e30=", "W10=", "\0", "a" * 5000, "ÄÖÜ"])
def test_what_is_no_solution_proves_nothing(payload: str) -> None:
    assert not is_proved(WAY, payload)


# -- on the last page ------------------------------------------------------------------------------
@pytest.fixture
def version() -> SurveyVersion:
    return published(question("number", "n"), question("number", "m"), asks_proof=True)


def last_page(version: SurveyVersion) -> Browser:
    return Browser(version).send("start", version=1).send("next", n="1")


def send(browser: Browser, proof: str | None) -> str:
    """Send the last page a minute later; what was noticed about the answers."""
    data = {"step": "next", "state": browser.state, "q-m": "2"}
    with time_machine.travel(NOON + timedelta(minutes=1), tick=False):
        sent = browser.client.post(browser.url, data if proof is None else {**data, "proof": proof})
    assert "Ihr Beleg-Code" in sent.content.decode()
    return " ".join(Response.objects.get().suspicions)


def task_on(page: Browser) -> str:
    found = TASK.search(page.text)
    assert found
    return html.unescape(found[1])


@pytest.mark.behaviour("X25")
def test_the_last_page_asks_and_a_solution_leaves_no_suspicion(version: SurveyVersion) -> None:
    first = Browser(version).send("start", version=1)
    assert "data-challenge" not in first.text
    assert "proof.js" not in first.text
    last = first.send("next", n="1")
    assert "kleine Rechenaufgabe" in last.text
    assert send(last, solved(task_on(last))) == ""


@pytest.mark.behaviour("X25")
@pytest.mark.parametrize("proof", [None, "", "nonsense"])
def test_without_a_script_the_answers_are_taken_and_flagged(
    version: SurveyVersion, proof: str | None
) -> None:
    assert send(last_page(version), proof) == "unproved"


def test_a_solution_is_not_taken_for_other_answers(version: SurveyVersion) -> None:
    first, second = last_page(version), last_page(version)
    assert send(second, solved(task_on(first))) == "unproved"


def test_everybody_gets_a_task_of_their_own_though_pages_are_kept(version: SurveyVersion) -> None:
    tasks = {task_on(last_page(version)) for _person in range(3)}
    assert len(tasks) == 3
    assert "\ue004" not in last_page(version).text


def test_the_task_is_written_into_the_page_and_never_into_what_somebody_typed() -> None:
    version = published(question("short_text", "words"), asks_proof=True)
    page = Browser(version).send("start", version=1).send("back", words="a\ue004b")
    assert page.text.count("&quot;signature&quot;") == 1
    assert "a\ue004b" in page.text


def test_a_survey_that_asks_for_none_loads_nothing() -> None:
    page = last_page(published(question("number", "n"), question("number", "m")))
    assert page.page == 2
    assert "proof" not in page.text


def test_with_access_codes_no_task_is_set(version: SurveyVersion) -> None:
    Survey.objects.update(mode=Survey.Mode.CODE)
    page = last_page(published(question("number", "n"), asks_proof=True, mode=Survey.Mode.CODE))
    assert "data-challenge" not in page.text


def test_the_office_ticks_the_task(client_as: ClientAs, office: User) -> None:
    survey, client = survey_with(question("number", "n")), client_as(office)
    page = client.get(reverse("surveys:details", args=[survey.slug])).content.decode()
    assert 'name="asks_proof"' in page
