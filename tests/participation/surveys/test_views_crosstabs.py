"""The pages with cross-tabs and comparisons, and what strangers put into their addresses."""

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from participation.surveys.models import Survey, SurveyVersion, Weighting
from participation.surveys.queries.comparisons import comparison
from participation.surveys.queries.filters import Filter
from participation.surveys.queries.table import response_table
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.county import MunicipalityFactory
from tests.factories.surveys import lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def asked() -> SurveyVersion:
    return published(
        question("single", "age", options=lines("young", "old")),
        question("single", "net", options=lines("fast", "slow")),
        question("multiple", "devices", options=lines("phone", "tablet")),
        question("matrix", "happy"),
        question("long_text", "why"),
        slug="buerger",
    )


@pytest.fixture
def version() -> SurveyVersion:
    """Sixty people: the young are happy with the net, the old are not."""
    version = asked()
    for number in range(60):
        is_young = number < 20
        respond(
            version,
            {
                "age": "young" if is_young else "old",
                "net": "fast" if is_young or number < 25 else "slow",
                "devices": ["phone"] if number % 2 else ["phone", "tablet"],
                "happy": {"r1": "a", "r2": "b" if is_young else "c"},
                "why": None,
            },
            language="en" if number < 12 else "de",
        )
    return version


@pytest.fixture
def analysing(client_as: ClientAs, analyst: User) -> Client:
    return client_as(analyst)


def url(name: str, survey: Survey, query: str = "") -> str:
    return reverse(f"surveys:{name}", args=[survey.slug]) + query


def page(client: Client, address: str) -> str:
    response = client.get(address)
    assert response.status_code == 200, response.content.decode()[-500:]
    return response.content.decode()


@pytest.mark.behaviour("Q25")
def test_two_questions_are_chosen_and_shown_with_their_bases(
    analysing: Client, version: SurveyVersion
) -> None:
    empty = page(analysing, url("crosstab", version.survey))
    assert "Zwei Fragen wählen" in empty
    text = page(analysing, url("crosstab", version.survey, "?rows=net&columns=age"))
    assert "Grundlage: 60 Personen, die beides beantwortet haben." in text
    assert "besteht ein starker Zusammenhang (Cramérs V = 0,84)" in text
    assert "ist sehr unwahrscheinlich" in text
    assert "noch keine Ursache" in text
    assert "12,5\N{NO-BREAK SPACE}%" in text
    assert "mark--more" in text
    assert "?rows=age&amp;columns=net" in text


def test_row_percentages_counts_and_several_answers(
    analysing: Client, version: SurveyVersion
) -> None:
    rows = page(analysing, url("crosstab", version.survey, "?rows=net&columns=age&show=row"))
    assert "20,0\N{NO-BREAK SPACE}%" in rows
    counts = page(
        analysing, url("crosstab", version.survey, "?rows=devices&columns=age&show=count")
    )
    assert "Weil mehrere Antworten möglich waren" in counts
    assert "gibt es hier keine Prüfung" in counts


@pytest.mark.behaviour("Q26")
def test_a_filter_goes_along_and_acts_on_table_and_file(
    analysing: Client, version: SurveyVersion
) -> None:
    query = "?rows=net&columns=age&language=en&minimum=0"
    text = page(analysing, url("crosstab", version.survey, query))
    assert "Grundlage: 12 Personen" in text
    assert '<input type="hidden" name="language" value="en">' in text
    file = analysing.get(url("crosstab_csv", version.survey, query)).content.decode("utf-8-sig")
    assert "net;Text fast;age;" not in file.splitlines()[0]
    assert "Filter: Sprache: Englisch" in file


@pytest.mark.behaviour("Q24")
def test_page_file_and_picture_say_versions_filter_and_data_state(
    analysing: Client, version: SurveyVersion
) -> None:
    query = "?rows=net&columns=age&minimum=0"
    for name in ("crosstab", "crosstab_csv", "crosstab_svg"):
        said = analysing.get(url(name, version.survey, query)).content.decode()
        for words in (
            "Fassung 1.",
            "Kein Filter: Alle Antworten zählen.",
            "Stand: 60 Antworten am",
        ):
            assert words in said, (name, words)


def test_the_file_holds_every_cell(analysing: Client, version: SurveyVersion) -> None:
    query = "?rows=net&columns=age&minimum=0"
    file = analysing.get(url("crosstab_csv", version.survey, query)).content.decode("utf-8-sig")
    assert "fast;Text fast;old;Text old;5;20;12,5;40;25;" in file.splitlines()[2]
    assert analysing.get(url("crosstab_csv", version.survey)).status_code == 404


def test_the_chart_is_taken_along_as_a_picture_that_says_what_it_rests_on(
    analysing: Client, version: SurveyVersion
) -> None:
    query = "?rows=net&columns=age&language=de&weight="
    drawing = analysing.get(url("crosstab_svg", version.survey, query))
    assert drawing["Content-Type"].startswith("image/svg+xml")
    text = drawing.content.decode()
    assert "Grundlage: 48" in text
    assert "Filter: Sprache: Deutsch" in text
    photo = analysing.get(url("crosstab_png", version.survey, query))
    assert photo.content.startswith(b"\x89PNG")
    assert analysing.get(url("crosstab_svg", version.survey)).status_code == 404


@pytest.mark.behaviour("Q25")
def test_small_columns_show_no_figures(analysing: Client, version: SurveyVersion) -> None:
    query = "?rows=net&columns=language&minimum=20"
    text = page(analysing, url("crosstab", version.survey, query))
    assert "weniger als 20 Personen" in text
    assert "Englisch (12)" in text
    assert "zu wenige" in text


@pytest.mark.behaviour("Q25")
def test_weighted_figures_say_so_everywhere(analysing: Client, version: SurveyVersion) -> None:
    groups = [{"options": ["young"], "people": 500}, {"options": ["old"], "people": 500}]
    margins = [{"question": "age", "source": "Amt", "groups": groups}]
    Weighting.objects.create(
        survey=version.survey, code="alter", title="Nach Alter", margins=margins
    )
    query = "?rows=net&columns=age&weight=alter"
    text = page(analysing, url("crosstab", version.survey, query))
    assert "gewichtet: Nach Alter" in text
    assert "Design-Effekt 1,12" in text
    assert "Rao und Scott" in text
    file = analysing.get(url("crosstab_csv", version.survey, query)).content.decode("utf-8-sig")
    assert "Anzahl gewichtet" in file
    compared = page(analysing, url("compare", version.survey, "?question=net&by=age&weight=alter"))
    assert "gewichtet: Nach Alter" in compared


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("?rows=gone&columns=age", 200),
        ("?rows=why&columns=age", 200),
        ("?rows=net&columns=age&minimum=-1", 200),
        ("?rows=net&columns=age&minimum=99999999999999999999", 200),
        ("?rows=net&columns=age&show=evil", 200),
        ("?rows=a%00b&columns=age", 200),
        ("?rows=" + "x" * 4000, 200),
        ("?rows=net&columns=age&weight=gone", 404),
        ("?rows=net&columns=age&weight=a%00b", 404),
        ("?rows=net&columns=age&answer=gone:1", 404),
        ("?rows=net&columns=age&version=99", 404),
    ],
)
def test_what_nobody_offered_is_refused_in_words(
    analysing: Client, version: SurveyVersion, query: str, status: int
) -> None:
    response = analysing.get(url("crosstab", version.survey, query))
    assert response.status_code == status
    assert "kreuztabelle.csv" not in response.content.decode()
    assert analysing.get(url("crosstab_csv", version.survey, query)).status_code == 404


@pytest.mark.parametrize("query", ["?question=gone&by=age", "?question=net&by=a%00b", "?by=age"])
def test_comparisons_refuse_the_same(analysing: Client, version: SurveyVersion, query: str) -> None:
    assert "▲" not in page(analysing, url("compare", version.survey, query))


# -- comparisons -----------------------------------------------------------------------------------
def test_groups_side_by_side_with_clear_differences(
    analysing: Client, version: SurveyVersion
) -> None:
    text = page(analysing, url("compare", version.survey, "?question=net&by=age"))
    assert "+87,5 Prozentpunkte gegenüber den übrigen" in text
    assert "Text young (n = 20)" in text
    assert "Text young: häufiger „Text fast“, 100\N{NO-BREAK SPACE}% (+87,5 Punkte" in text
    matrix = page(
        analysing, url("compare", version.survey, "?question=happy&by=language&minimum=5")
    )
    assert matrix.count("<figure") == 2


def test_where_nothing_differs_the_page_says_so(analysing: Client, version: SurveyVersion) -> None:
    text = page(analysing, url("compare", version.survey, "?question=devices&by=age"))
    assert "Keine Gruppe weicht deutlich" in text


def test_small_municipalities_are_folded_together() -> None:
    towns = [MunicipalityFactory() for _number in range(4)]
    version = published(
        question("municipality", "ort"), question("single", "net", options=lines("fast", "slow"))
    )
    for town, people in zip(towns, (12, 4, 3, 0), strict=True):
        for _number in range(people):
            respond(version, {"ort": town.ags, "net": "fast"})
    survey = version.survey
    found = comparison(survey, "net", "ort", Filter(), None, 0, table=response_table(survey))
    (table,) = found.tables
    assert [line.people for line in table.columns.lines] == [12, 7]
    assert table.columns.lines[1].label == "die übrigen 2 zusammen"
    assert found.folded == (towns[1].name, towns[2].name)


def test_surveys_that_ask_alike_stand_side_by_side(
    analysing: Client, version: SurveyVersion
) -> None:
    other = published(
        question("single", "net", options=lines("slow", "none")),
        question("number", "age"),
        slug="unternehmen",
        title={"de": "Befragung der Unternehmen", "en": "Companies"},
    )
    for _number in range(30):
        respond(other, {"net": "slow", "age": 5})
    address = url("compare_surveys", version.survey)
    assert "Befragung der Unternehmen" in page(analysing, address)
    chosen = page(analysing, address + "?others=unternehmen")
    assert '<option value="net">' in chosen
    assert '<option value="age">' not in chosen
    text = page(analysing, address + "?others=unternehmen&question=net")
    assert "Befragung der Unternehmen (n = 30)" in text
    assert "(n = 60)" in text
    assert "mark--more" in text
    for query in ("?others=gone", "?others=a%00b&question=net", "?others=unternehmen&question=age"):
        assert "mark--more" not in page(analysing, address + query)


# -- who may, and what it costs --------------------------------------------------------------------
def test_participants_see_none_of_it(
    client_as: ClientAs, participant: User, version: SurveyVersion
) -> None:
    for name in ("crosstab", "crosstab_csv", "compare", "compare_surveys", "weightings"):
        assert client_as(participant).get(url(name, version.survey)).status_code == 403


def queries_of(client: Client, address: str) -> int:
    client.get(address)
    with CaptureQueriesContext(connection) as captured:
        client.get(address)
    return len(captured)


def test_pages_ask_no_more_for_more_answers(analysing: Client, version: SurveyVersion) -> None:
    addresses = [
        url("crosstab", version.survey, "?rows=net&columns=age"),
        url("compare", version.survey, "?question=net&by=age"),
        url("compare", version.survey, "?question=happy&by=age"),
    ]
    counts = [queries_of(analysing, address) for address in addresses]
    assert counts[1] == counts[2]
    for _number in range(5):
        respond(version, {"age": "old", "net": "fast"})
    assert [queries_of(analysing, address) for address in addresses] == counts


def test_removed_answers_are_said_to_be_removed(analysing: Client, version: SurveyVersion) -> None:
    Survey.objects.update(erased_on="2026-11-01")
    for name in ("crosstab", "compare", "compare_surveys", "weightings"):
        assert "wurden am 1. November 2026 entfernt" in page(analysing, url(name, version.survey))
