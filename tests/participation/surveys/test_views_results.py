"""The page of results while answers come in, what it costs, and what can be taken from it."""

import io
from datetime import timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from PIL import Image

from participation.surveys import actions
from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.queries.arrivals import MOST_DAYS
from participation.surveys.queries.table import data_state
from participation.surveys.views import figure_parts
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.every_kind import ANSWERS
from tests.factories.every_kind import QUESTIONS as EVERY_KIND
from tests.factories.surveys import lines, published, question, respond
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
HTMX = {"HX-Request": "true", "HX-Target": "results-figures"}


@pytest.fixture
def version() -> SurveyVersion:
    version = published([question("single", "q"), question("long_text", "t")])
    respond(version, {"q": "a", "t": "Text"})
    return version


@pytest.fixture
def client(client_as: ClientAs, analyst: User) -> Client:
    return client_as(analyst)


def address(version: SurveyVersion) -> str:
    return reverse("surveys:results", args=[version.survey.slug])


# -- while answers come in ---------------------------------------------------------------------
def test_looking_again_costs_nothing_until_something_has_changed(
    version: SurveyVersion, client: Client
) -> None:
    state = {"state": str(data_state(version.survey))}
    answer = client.get(address(version), state, headers=HTMX)
    assert (answer.status_code, answer.content) == (204, b"")
    respond(version, {"q": "b", "t": None})
    part = client.get(address(version), state, headers=HTMX).content.decode()
    assert part.lstrip().startswith('<div id="results-figures"')
    assert f"state={data_state(version.survey)}" in part
    assert 'id="results-overview"' in part
    assert 'hx-swap-oob="true"' in part
    assert "<html" not in part


def test_what_was_taken_back_is_gone_at_the_next_look(
    version: SurveyVersion, client: Client
) -> None:
    taken_back = respond(version, {"q": "b", "t": "Zurück"})
    assert '<span class="stat__value">2</span>' in page_of(client, address(version))
    actions.withdraw_response(response=taken_back, at=NOON)
    assert '<span class="stat__value">1</span>' in page_of(client, address(version))


def test_only_an_open_survey_looks_again(version: SurveyVersion, client: Client) -> None:
    page = page_of(client, address(version))
    assert 'id="results-live"' in page
    assert "data-pause" in page
    assert "Laden Sie die Seite neu" in page
    Survey.objects.update(closes_at=NOON - timedelta(hours=1))
    page = page_of(client, address(version))
    assert 'id="results-live"' not in page
    assert 'hx-trigger="look"' not in page


def test_responses_are_shown_by_day_and_after_two_months_by_week(
    version: SurveyVersion, client: Client
) -> None:
    assert "Antworten je Tag" in page_of(client, address(version))
    respond(version, {"q": "a", "t": None}, submitted_on=DAY + timedelta(days=MOST_DAYS))
    page = page_of(client, address(version))
    assert "Antworten je Woche" in page
    assert page.count("<tr><th") >= MOST_DAYS // 7


# -- what it costs -----------------------------------------------------------------------------
def test_a_filtered_page_asks_the_same_number_of_queries_however_many_answered(
    version: SurveyVersion, client: Client
) -> None:
    counts = []
    # Fewer than ten are single answers, and looking at them is noted.
    for more in (10, 2, 297):
        for _each in range(more):
            respond(version, {"q": "a", "t": "x"})
        url = f"{address(version)}?answer=q%3Aa"
        page_of(client, url)
        respond(version, {"q": "a", "t": "x"})
        counts.append(queries_of(lambda url=url: page_of(client, url)))  # type: ignore[misc]
    assert len(set(counts)) == 1


def test_parts_are_made_once_for_each_data_state(
    version: SurveyVersion, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = []
    make = figure_parts._make
    monkeypatch.setattr(figure_parts, "_make", lambda chosen: made.append(chosen) or make(chosen))
    for _again in range(3):
        page_of(client, address(version))
    assert len(made) == 1
    page_of(client, f"{address(version)}?language=de")
    assert len(made) == 2
    respond(version, {"q": "b", "t": None})
    page_of(client, address(version))
    assert len(made) == 3


def test_kept_parts_hold_nothing_of_whoever_is_looking(
    version: SurveyVersion, client: Client, client_as: ClientAs, office: User, analyst: User
) -> None:
    first = page_of(client, address(version))
    second = page_of(client_as(office), address(version))
    for page in (first, second):
        part = page[page.index('id="results-figures"') : page.index('id="data"')]
        assert analyst.display_name not in part
        assert "csrf" not in part


# -- what can be taken along -------------------------------------------------------------------
@pytest.mark.behaviour("Q24")
@pytest.mark.slow
@pytest.mark.parametrize("code", [code for code in ANSWERS if code not in ("short", "long")])
def test_every_kind_can_be_taken_along_as_picture_and_table(client: Client, code: str) -> None:
    version = published(EVERY_KIND)
    for _each in range(3):
        respond(version, ANSWERS)
    files = {name: taken(client, version, name, code) for name in ("svg", "png", "csv")}
    assert "3 von 3 Personen haben geantwortet." in files["svg"].content.decode()
    assert "3 von 3 Personen haben geantwortet." in files["csv"].content.decode("utf-8-sig")
    image = Image.open(io.BytesIO(files["png"].content))
    assert image.format == "PNG"
    assert image.width == 2 * (720 + 48)
    for ending, file in files.items():
        assert file["Content-Disposition"].endswith(f'-{code}-{DAY}.{ending}"')


def taken(client: Client, version: SurveyVersion, ending: str, key: str) -> Any:
    answer = client.get(reverse(f"surveys:result_{ending}", args=[version.survey.slug, key]))
    assert answer.status_code == 200
    return answer


def test_there_is_no_picture_of_texts_and_of_what_was_never_asked(
    version: SurveyVersion, client: Client
) -> None:
    for ending in ("svg", "png"):
        for key in ("t", "nothing"):
            address = reverse(f"surveys:result_{ending}", args=[version.survey.slug, key])
            assert client.get(address).status_code == 404


def test_two_questions_with_one_code_are_two_figures(client: Client) -> None:
    first = published([question("single", "q")])
    respond(first, {"q": "a"})
    survey = first.survey
    actions.delete_question(question=survey.questions.get(), by=None)
    actions.add_question(page=survey.pages.get(), by=None, **question("multiple", "q"))
    second = actions.publish_survey(survey=survey, by=None, at=NOON)
    respond(second, {"q": ["b", "c"]})
    page = page_of(client, address(second))
    assert page.count('<h2 id="q">') == 1
    assert page.count('<h2 id="q-single">') == 1
    assert "Text c;1;" in taken(client, second, "csv", "q").content.decode()
    assert "Text a;1;100" in taken(client, second, "csv", "q-single").content.decode()


# -- how it is shown ---------------------------------------------------------------------------
def test_frequent_municipalities_come_first_and_the_others_together(client: Client) -> None:
    places = [f"12069{number:03}" for number in range(20)]
    version = published(question("municipality", "place", options=lines(*places)))
    for rank, place in enumerate(places):
        Response.objects.bulk_create(
            Response(version=version, answers={"place": place}, language="de", submitted_on=DAY)
            for _each in range(30 - rank)
        )
    page = page_of(client, address(version))
    assert "weitere 8 Gemeinden zusammen" in page
    figure = page[page.index('<h2 id="place">') :]
    drawing = figure[: figure.index("<table")]
    assert f">Text {places[0]}<" in drawing
    assert f">Text {places[-1]}<" not in drawing
    assert f">Text {places[-1]}<" in figure


def test_an_erased_survey_offers_versions_and_no_filter(client: Client) -> None:
    version = published([question("single", "q")])
    respond(version, {"q": "a"})
    Survey.objects.update(
        opens_at=NOON - timedelta(days=900), closes_at=NOON - timedelta(days=800),
        answers_until=DAY - timedelta(days=1),
    )  # fmt: skip
    actions.remove_expired(at=NOON)
    page = page_of(client, address(version))
    assert "Die einzelnen Antworten wurden am" in page
    assert 'id="filter-fields"' not in page
    assert "1 (100" in page
    refused = client.get(f"{address(version)}?answer=q%3Aa")
    assert refused.status_code == 409
