"""What looks like a program is noticed, what looks like people is not, and nothing is refused."""

import random
import uuid
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.test import Client, RequestFactory
from django.urls import reverse

from participation.surveys import actions, queries
from participation.surveys.document.questionnaire import questionnaire_of
from participation.surveys.document.way import whole_way
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.queries.filters import Filter
from participation.surveys.results import results_from_json, results_to_json
from participation.surveys.suspicions import (
    TRAP,
    USUAL_PER_HOUR,
    Suspicion,
    answers_lately,
    items_in,
    noticed,
)
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import NOON
from tests.factories.surveys import published, question, respond
from tests.participation.surveys.test_views_answering import Browser

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
ITEMS = 20


@pytest.fixture(autouse=True)
def _counted_in_memory(settings) -> Iterator[None]:
    """The cache of the tests is a table; tens of thousands of answers are counted here."""
    memory = "django.core.cache.backends.locmem.LocMemCache"
    settings.CACHES = {"default": {"BACKEND": memory, "OPTIONS": {"MAX_ENTRIES": 1_000_000}}}
    cache.clear()
    yield
    cache.clear()


# -- one by one ------------------------------------------------------------------------------------
def seen(**values: object) -> list[Suspicion]:
    """What is noticed about somebody who took a minute for ten things, unless told otherwise."""
    usual = {"items": 10, "began": int(NOON.timestamp()) - 60, "at": NOON, "trap": "", "lately": 1}
    return noticed(**{**usual, "is_proved": True, **values})  # type: ignore[arg-type]


@pytest.mark.behaviour("X25")
@pytest.mark.parametrize(
    ("values", "expected"),
    [
        ({}, []),
        ({"items": 60}, []),
        ({"items": 61}, [Suspicion.FAST]),
        ({"trap": "https://example.org"}, [Suspicion.TRAP]),
        ({"lately": USUAL_PER_HOUR}, []),
        ({"lately": USUAL_PER_HOUR + 0.5}, [Suspicion.MANY]),
        ({"is_proved": False}, [Suspicion.UNPROVED]),
        ({"items": 99, "trap": "x"}, [Suspicion.FAST, Suspicion.TRAP]),
    ],
)
def test_each_reason_is_named(values: dict[str, object], expected: list[Suspicion]) -> None:
    assert seen(**values) == expected


def test_three_seconds_are_needed_even_for_nothing() -> None:
    began = int(NOON.timestamp())
    assert seen(items=0, began=began - 2) == [Suspicion.FAST]
    assert seen(items=0, began=began - 3) == []


def test_each_row_counts_and_what_is_left_out_does_not() -> None:
    version = published([question("matrix", "m"), question("number", "n"), question("display")])
    pages = whole_way(questionnaire_of(version)).pages
    assert items_in(pages, {"m": {"r1": "a", "r2": "b"}, "n": 0}) == 3
    assert items_in(pages, {"m": {"r1": "a", "r2": None}, "n": None}) == 1
    assert items_in(pages, {"m": None, "n": None}) == 0


def test_a_cache_that_is_away_loses_nobodys_answers(
    monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def away(*_args: object, **_values: object) -> None:
        raise ConnectionError

    monkeypatch.setattr("participation.surveys.suspicions.times_lately", away)
    request = RequestFactory().get("/", REMOTE_ADDR="192.0.2.1")
    assert answers_lately(request, published(question("number", "n")).survey, at=NOON) == 0
    assert "192.0.2.1" not in caplog.text


# -- scripts and households ------------------------------------------------------------------------
@dataclass(frozen=True)
class Sent:
    """Somebody, or something, sends answers."""

    at: datetime
    address: str
    seconds: float = 120
    trap: str = ""


@pytest.fixture
def survey() -> Survey:
    return published(question("number", "n")).survey


def flagged(survey: Survey, everybody: list[Sent]) -> float:
    """The share that is noticed, of answers to twenty questions sent in this order."""
    found = 0
    for sent in sorted(everybody, key=lambda each: each.at):
        request = RequestFactory().get("/", REMOTE_ADDR=sent.address)
        found += bool(
            noticed(
                items=ITEMS,
                began=int((sent.at - timedelta(seconds=sent.seconds)).timestamp()),
                at=sent.at,
                trap=sent.trap,
                lately=answers_lately(request, survey, at=sent.at),
                is_proved=True,
            )
        )
    return found / len(everybody)


def every(gap: float, number: int, **values: object) -> list[Sent]:
    """A script that votes at a steady pace, from one address unless told otherwise."""
    usual = {"address": "203.0.113.9", **values}
    times = (NOON + timedelta(seconds=gap * place) for place in range(number))
    return [Sent(at, **usual) for at in times]  # type: ignore[arg-type]


def elsewhere(everybody: list[Sent]) -> list[Sent]:
    """The same, each through another network."""
    return [
        Sent(each.at, f"10.{place // 250}.{place % 250}.1", each.seconds, each.trap)
        for place, each in enumerate(everybody)
    ]


@pytest.mark.behaviour("X25", "P30")
@pytest.mark.parametrize(
    "script",
    [
        pytest.param(every(30, 960), id="every 30 seconds for 8 hours, at the pace of a person"),
        pytest.param(every(18, 500), id="500 within two and a half hours"),
        pytest.param(elsewhere(every(60, 300, seconds=4)), id="too fast, through many networks"),
        pytest.param(elsewhere(every(60, 300, trap="x")), id="fills in all, many networks"),
    ],
)
def test_scripts_are_noticed(survey: Survey, script: list[Sent]) -> None:
    assert flagged(survey, script) >= 0.95


def test_the_control_a_script_that_behaves_like_people_is_not_noticed(survey: Survey) -> None:
    """Slow, careful and each time elsewhere: for that a survey has access codes."""
    assert flagged(survey, elsewhere(every(30, 300))) == 0


@pytest.mark.behaviour("X25", "P30")
@pytest.mark.slow
def test_ten_thousand_households_are_left_alone(survey: Survey) -> None:
    dice = random.Random(2030)
    homes = [list(household(dice, home)) for home in range(10_000)]
    everybody = [person for home in homes for person in home]
    assert len(everybody) > 20_000
    assert flagged(survey, everybody) <= 0.001


def household(dice: random.Random, home: int) -> Iterator[Sent]:
    """One to five people on one connection, within three weeks; half of the homes in one evening.

    Each thing takes a person about five seconds, quick readers two and a half.
    """
    address = f"10.{home // 62_500}.{home // 250 % 250}.{home % 250}"
    together = NOON + timedelta(days=dice.randrange(21), hours=dice.uniform(0, 12))
    stays_together = dice.random() < 0.5
    for _person in range(dice.choices(range(1, 6), weights=[41, 34, 12, 9, 4])[0]):
        pace = dice.lognormvariate(1.6, 0.3)
        seconds = sum(dice.lognormvariate(0, 0.5) * pace for _item in range(ITEMS))
        alone = NOON + timedelta(days=dice.randrange(21), hours=dice.uniform(0, 12))
        together += timedelta(seconds=seconds)
        yield Sent(together if stays_together else alone, address, seconds)


# -- through the pages -----------------------------------------------------------------------------
@pytest.fixture
def version() -> SurveyVersion:
    return published([question("number", "n"), question("long_text", "t")])


def answer(version: SurveyVersion, *, seconds: int = 60, address: str = "192.0.2.7", **sent: str):
    """The whole way of one person, who thinks for so many seconds."""
    with time_machine.travel(NOON, tick=False) as clock:
        browser = Browser(version)
        browser.client = Client(enforce_csrf_checks=True, REMOTE_ADDR=address)
        browser.send("start", version=1)
        clock.shift(timedelta(seconds=seconds))
        data = {"step": "next", "state": browser.state, "q-n": "3", "q-t": "Text", **sent}
        return browser.client.post(browser.url, data)


def reasons() -> list[list[str]]:
    return list(Response.objects.values_list("suspicions", flat=True))


@pytest.mark.behaviour("X25")
@pytest.mark.parametrize(
    ("sent", "expected"),
    [({}, []), ({"seconds": 1}, ["fast"]), ({TRAP: "https://example.org"}, ["trap"])],
)
def test_what_is_noticed_is_kept_by_name_and_the_person_is_thanked(
    version: SurveyVersion, sent: dict[str, object], expected: list[str]
) -> None:
    page = answer(version, **sent)  # type: ignore[arg-type]
    assert "Ihr Beleg-Code" in page.content.decode()
    assert reasons() == [expected]


@pytest.mark.behaviour("X25", "P30")
def test_a_family_passes_and_a_school_is_flagged_but_never_refused(version: SurveyVersion) -> None:
    for _member in range(4):
        answer(version, address="192.0.2.8")
    assert reasons() == [[]] * 4
    for _pupil in range(30):
        assert answer(version, address="192.0.2.9").status_code == 200
    assert Response.objects.count() == 34
    assert reasons().count(["many"]) == 30 - USUAL_PER_HOUR


@pytest.mark.behaviour("X25", "P30")
def test_two_hundred_pupils_behind_one_address_are_all_stored(version: SurveyVersion) -> None:
    request, survey = RequestFactory().get("/", REMOTE_ADDR="192.0.2.9"), version.survey
    for pupil in range(200):
        at = NOON + timedelta(seconds=5 * pupil)
        lately = answers_lately(request, survey, at=at)
        actions.submit_response(
            version=version, nonce=uuid.uuid4(), answers={"n": pupil, "t": None}, language="de",
            at=at, suspicions=seen(at=at, lately=lately),
        )  # fmt: skip
    assert Response.objects.count() == 200
    assert reasons().count(["many"]) == 200 - USUAL_PER_HOUR


def test_with_access_codes_nobody_is_looked_at() -> None:
    version = published([question("number", "n"), question("long_text", "t")])
    Survey.objects.update(mode=Survey.Mode.CODE)
    (code,) = actions.hand_out_codes(
        survey=version.survey, batch="Brief", number=1, by=None, on=NOON.date()
    )
    browser = Browser(version).send("start", version=1, code=code)
    data = {"step": "next", "state": browser.state, "q-n": "3", TRAP: "x"}
    assert browser.client.post(browser.url, data).status_code == 200
    assert reasons() == [[]]


def test_nothing_of_a_visitor_is_in_the_cache_or_the_row(version: SurveyVersion) -> None:
    answer(version, address="198.51.100.23")
    kept = str(cache._cache) + str(list(Response.objects.values()))  # type: ignore[attr-defined]
    assert "198.51.100" not in kept
    assert str(int(NOON.timestamp())) not in kept


def test_the_trap_is_out_of_sight_for_people(version: SurveyVersion) -> None:
    page = Browser(version).send("start", version=1).text
    field = page[page.index('class="trap"') :][:400]
    assert 'tabindex="-1"' in field
    assert 'autocomplete="off"' in field
    assert "Bitte lassen Sie dieses Feld leer" in field


# -- with and without ------------------------------------------------------------------------------
@pytest.fixture
def mixed(version: SurveyVersion) -> SurveyVersion:
    for n, why in ((1, []), (1, []), (9, ["fast"]), (9, ["fast", "many"])):
        respond(version, {"n": n, "t": f"Wort {n}"}, suspicions=why)
    return version


@pytest.mark.behaviour("X25")
def test_figures_come_with_and_without_suspicious_answers(mixed: SurveyVersion) -> None:
    every_answer = queries.survey_results(mixed.survey)
    adjusted = queries.survey_results(mixed.survey, chosen=Filter(unsuspicious=True))
    for results, responses, mean in ((every_answer, 4, 5), (adjusted, 2, 1)):
        number = results.question("n")
        assert number is not None
        assert number.spread is not None
        assert (results.responses, number.answered, number.spread.mean) == (responses,) * 2 + (
            mean,
        )
        assert {each.code: each.responses for each in results.noticed} == {"fast": 2, "many": 1}
        assert (results.suspicious, results.total) == (2, 4)
        assert results_from_json(results_to_json(results)) == results


@pytest.mark.behaviour("X25")
def test_the_switch_acts_on_the_page_and_on_the_texts(
    mixed: SurveyVersion, client_as: ClientAs, analyst: User
) -> None:
    client, slug = client_as(analyst), mixed.survey.slug
    url = reverse("surveys:results", args=[slug])
    page = client.get(url).content.decode()
    assert "2 von 4 Antworten sind auffällig" in page
    assert "schneller ausgefüllt, als man lesen kann" in page
    assert "Bereinigtes Ergebnis" not in page
    adjusted = client.get(url, {"without": "suspicious"}).content.decode()
    assert "Bereinigtes Ergebnis" in adjusted
    texts = reverse("surveys:texts", args=[slug, "t"])
    assert f'href="{texts}?without=suspicious"' in adjusted
    assert "Wort 9" in client.get(texts).content.decode()
    assert "Wort 9" not in client.get(texts, {"without": "suspicious"}).content.decode()


def test_the_switch_stays_when_the_filter_is_changed(
    mixed: SurveyVersion, client_as: ClientAs, analyst: User
) -> None:
    url = reverse("surveys:results", args=[mixed.survey.slug])
    page = client_as(analyst).get(url, {"without": "suspicious"}).content.decode()
    assert 'name="without" value="suspicious" checked' in page


@pytest.mark.behaviour("X25")
def test_the_front_page_shows_what_was_said_without_suspicion() -> None:
    version = published(question("single", "q"), teaser_code="q")
    for code, number, why in (("a", 40, []), ("b", 90, ["fast"])):
        for _each in range(number):
            respond(version, {"q": code}, suspicions=why)
    teaser = queries.latest_result_teaser()
    assert teaser is not None
    assert [(count_.code, count_.count) for count_ in teaser.counts] == [("a", 40)]
