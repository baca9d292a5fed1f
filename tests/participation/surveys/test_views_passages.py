"""The page about how far people get: funnel, medians, devices, and what is left empty."""

from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from participation.surveys.actions.passing import add_passages
from participation.surveys.models import SurveyVersion
from participation.surveys.passages import ALL, DONE, SENT, SHOWN, Passage, span_words
from participation.surveys.queries.passages import hidden_ones, passages_of
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import published, question, respond
from tests.pages import queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


@pytest.fixture
def version() -> SurveyVersion:
    made = published(question("single", "eins"), question("number", "zwei"))
    for page, device, measure, number in (
        (0, "phone", SHOWN, 60), (0, "desktop", SHOWN, 40), (0, "tablet", SHOWN, 3),
        (0, "phone", SENT, 50), (0, "desktop", SENT, 38), (1, "phone", SHOWN, 50), (1, "desktop", SHOWN, 38),
        (1, "phone", SENT, 40), (1, "desktop", SENT, 38), (1, "phone", DONE, 40), (1, "desktop", DONE, 38),
        (0, ALL, "s20", 88), (1, ALL, "s60", 70), (1, ALL, "s90", 8),
    ):  # fmt: skip
        add_passages(counts={Passage(made.pk, page, device, measure): number})
    respond(made, {"eins": "a", "zwei": None})
    respond(made, {"eins": "a", "zwei": 3})
    return made


def page_of(client: Client, version: SurveyVersion, query: str = "") -> str:
    address = reverse("surveys:passages", args=[version.survey.slug])
    return client.get(address + query).content.decode()


@pytest.mark.behaviour("Q27")
def test_pages_with_who_stopped_and_how_long_it_took(version: SurveyVersion) -> None:
    found = passages_of(version, language="de")
    assert (found.begun, found.done) == (103, 78)
    assert [(page.shown, page.sent, page.left) for page in found.pages] == [
        (103, 88, 15), (88, 78, 10),
    ]  # fmt: skip
    assert [page.took for page in found.pages] == ["25 s", "1 min 17 s"]


@pytest.mark.behaviour("Q27")
def test_few_people_on_one_device_cannot_be_told_from_the_rest(version: SurveyVersion) -> None:
    found = {each.label: (each.begun, each.done) for each in passages_of(version, language="de").devices}  # fmt: skip
    # Three on a tablet; with phones shown the sum of 103 would tell it, so the computers go, too.
    assert found == {
        "Telefon": (60, 40), "Tablet": (None, None), "Computer": (None, None), "unbekannt": (0, 0),
    }  # fmt: skip


@pytest.mark.parametrize(
    ("counts", "hidden"),
    [
        ({"phone": 5, "tablet": 9}, set()),
        ({"phone": 4, "tablet": 9, "desktop": 7}, {"phone", "desktop"}),
        ({"phone": 4, "tablet": 3, "desktop": 7}, {"phone", "tablet"}),
        ({"phone": 2, "tablet": 2, "desktop": 7}, {"phone", "tablet", "desktop"}),
        ({"phone": 4}, {"phone"}),
        ({"phone": 0, "tablet": 9}, set()),
    ],
)
def test_what_is_hidden_cannot_be_worked_out(counts: dict[str, int], hidden: set[str]) -> None:
    assert hidden_ones(Counter(counts)) == hidden


@pytest.mark.behaviour("Q27")
def test_questions_that_are_left_empty_or_not_reached(version: SurveyVersion) -> None:
    (each,) = passages_of(version, language="de").empties
    assert (each.result.code, each.page, each.result.shown, each.result.empty) == ("zwei", 2, 2, 1)
    assert each.share == 0.5
    assert each.not_reached == 15


@pytest.mark.behaviour("Q27")
def test_the_page_shows_it_all(version: SurveyVersion, client_as: ClientAs, analyst: User) -> None:
    client = client_as(analyst)
    page = page_of(client, version)
    for words in ("Seite für Seite", "1 min 17 s", "zu wenige, um sie zu zeigen", "76\N{NO-BREAK SPACE}%", "Was oft offen bleibt"):  # fmt: skip
        assert words in page
    assert "Noch niemand gezählt" not in page


def test_without_counts_the_page_says_so(client_as: ClientAs, analyst: User) -> None:
    client, empty = client_as(analyst), published(question("single"))
    assert "Noch niemand gezählt" in page_of(client, empty)
    address = reverse("surveys:passages", args=[empty.survey.slug])
    assert client.get(address + "?version=7").status_code == 404


def test_more_pages_ask_the_database_no_more(version: SurveyVersion) -> None:
    longer = published(*(question("number") for _page in range(9)))
    for page in range(9):
        add_passages(counts={Passage(longer.pk, page, "phone", SHOWN): 9})
    few = queries_of(lambda: passages_of(version, language="de"))
    assert queries_of(lambda: passages_of(longer, language="de")) <= few


def test_spans_are_said_as_people_say_them() -> None:
    assert [span_words(seconds) for seconds in (0.4, 45, 90)] == ["0 s", "45 s", "1 min 30 s"]
