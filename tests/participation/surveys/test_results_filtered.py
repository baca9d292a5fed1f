"""A filter acts on every number, chart, table, text and link: recounted in plain Python for each.

One forgotten place shows the figures of everybody under the name of a group, and nobody notices.
"""

import csv
import io
import json
import random
import re
from datetime import timedelta
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from django.contrib.auth import SESSION_KEY
from django.core.management import call_command
from django.test import Client
from django.urls import reverse
from lxml import html
from PIL import Image

from participation.surveys import actions
from participation.surveys.models import Response, Survey, SurveyVersion
from smartregion.accounts.models import User
from smartregion.core.shelf import Shelf
from smartregion.county.models import Municipality
from tests.cast import ClientAs
from tests.factories.county import MunicipalityFactory
from tests.factories.dates import DAY, NOON
from tests.factories.reference import Keeps, Reference
from tests.factories.surveys import both, lines, published, question
from tests.prompted import Prompted

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
BELT, RURAL = "12069604", "12069688"
PLACES = {BELT: "Nahdorf", RURAL: "Ferndorf"}
STEPS = lines("1", "2", "3", "x", x={"value": None})
QUESTIONS = [
    question("single", "age", options=lines("u18", "mid", "old")),
    question("multiple", "ways", options=lines("bus", "bike", "car")),
    question("matrix", "content", options=STEPS, rows=lines("takt", "price")),
    question("scale", "mood", options=STEPS),
    question("number", "km", limits={"min": 0, "max": 9}),
    question("municipality", "place", options=lines(BELT, RURAL)),
    question("long_text", "idea"),
]


def anybody(rng: random.Random, number: int) -> dict[str, Any]:
    takt, price = (rng.choice(["1", "2", "3", "x", None]) for _ in range(2))
    answers = {
        "age": rng.choice(["u18", "mid", "old", None]),
        "ways": sorted(rng.sample(["bus", "bike", "car"], rng.randint(0, 3))) or None,
        "content": {"takt": takt, "price": price} if takt or price else None,
        "km": rng.choice([None, 0, 3, 9]),
        "place": rng.choice([BELT, RURAL, None]),
        "idea": rng.choice([None, f"Idee {number}"]),
    }
    # A condition hid it from some.
    return {**answers, "mood": rng.choice(["1", "2", "x", None])} if rng.random() < 0.7 else answers


@pytest.fixture
def survey() -> Survey:
    MunicipalityFactory(ags=BELT, name=PLACES[BELT], zone=Municipality.Zone.BELT)
    MunicipalityFactory(ags=RURAL, name=PLACES[RURAL], zone=Municipality.Zone.RURAL)
    first = published(QUESTIONS)
    age = first.survey.questions.get(code="age")
    actions.change_question(question=age, by=None, text=both("Wie alt?"))
    second = actions.publish_survey(survey=first.survey, by=None, at=NOON)
    rng = random.Random(4893)
    Response.objects.bulk_create(response(rng, number, (first, second)) for number in range(160))
    return first.survey


def response(rng: random.Random, number: int, versions: tuple[SurveyVersion, ...]) -> Response:
    return Response(
        version=rng.choice(versions),
        answers=anybody(rng, number),
        language=rng.choice(["de", "en"]),
        origin=rng.choice(["online", "paper"]),
        submitted_on=DAY + timedelta(days=rng.randint(0, 9)),
        suspicions=rng.choice([[], [], ["fast"]]),
    )


def said(each: Response, code: str) -> Any:
    return each.answers.get(code)


FILTERS: dict[str, Keeps] = {
    "answer=age:u18": lambda r: said(r, "age") == "u18",
    "answer=age:u18&answer=age:old": lambda r: said(r, "age") in ("u18", "old"),
    "answer=age:": lambda r: "age" in r.answers and said(r, "age") is None,
    "answer=ways:bus&answer=ways:car": lambda r: {"bus", "car"} <= set(said(r, "ways") or ()),
    "answer=content.takt:3": lambda r: (said(r, "content") or {}).get("takt") == "3",
    "answer=km:1..5": lambda r: said(r, "km") == 3,
    "answer=idea:said": lambda r: bool(said(r, "idea")),
    "answer=place:" + BELT: lambda r: said(r, "place") == BELT,
    "language=en": lambda r: r.language == "en",
    "mode=paper": lambda r: r.origin == "paper",
    "version=2": lambda r: r.version.number == 2,
    "zone=rural": lambda r: said(r, "place") == RURAL,
    f"from={DAY + timedelta(days=3)}&to={DAY + timedelta(days=5)}": (
        lambda r: DAY + timedelta(days=3) <= r.submitted_on <= DAY + timedelta(days=5)
    ),
    "without=suspicious": lambda r: not r.suspicions,
    "answer=mood:2&language=de&mode=online&zone=belt&without=suspicious": (
        lambda r: said(r, "mood") == "2" and r.language == "de" and r.origin == "online"
        and said(r, "place") == BELT and not r.suspicions
    ),
}  # fmt: skip
every_filter = pytest.mark.parametrize("query", FILTERS)


def reference(survey: Survey, query: str) -> Reference:
    responses = Response.objects.filter(version__survey=survey).select_related("version")
    return Reference(responses, FILTERS[query])


@pytest.fixture
def client(client_as: ClientAs, analyst: User) -> Client:
    return client_as(analyst)


def page_under(client: Client, survey: Survey, query: str) -> tuple[str, Any]:
    """The page as it is after its address was put in order, and that address."""
    address = reverse("surveys:results", args=[survey.slug])
    answer = client.get(f"{address}?{query}", follow=True)
    assert answer.status_code == 200
    at = answer.redirect_chain[-1][0] if answer.redirect_chain else f"{address}?{query}"
    return urlsplit(at).query, html.fromstring(answer.content.decode())


def number_from(text: str) -> int:
    return int(text.replace(".", ""))


def section_of(page: Any, code: str) -> Any:
    return page.xpath(f'//section[@aria-labelledby="{code}"]')[0]


def numbers_of(section: Any) -> list[int]:
    return [number_from(each.text) for each in section.xpath('.//dl[@class="result__numbers"]//dd')]


def chart_table(section: Any) -> dict[str, list[str]]:
    rows = section.xpath('.//table[contains(@class, "chart__table")]/tbody/tr')
    return {row.xpath("./th")[0].text: [cell.text for cell in row.xpath("./td")] for row in rows}


@pytest.mark.behaviour("Q26")
@every_filter
def test_every_number_of_the_page_is_that_of_the_group(
    survey: Survey, client: Client, query: str
) -> None:
    expected, (_address, page) = reference(survey, query), page_under(client, survey, query)
    assert 0 < expected.n < 160
    stats = [each.text for each in page.xpath('//span[@class="stat__value"]')]
    assert number_from(stats[0]) == expected.n
    for each in QUESTIONS:
        code = each["code"]
        shown, answered = expected.shown(code), len(expected.said(code))
        section = section_of(page, code)
        assert numbers_of(section) == [answered, shown - answered, expected.n - shown]
        if not answered:
            assert not section.xpath(".//svg")
            continue
        check_figures(section, each, expected, answered)
    arrivals = section_of(page, "arrivals").xpath(".//tbody/tr/td")
    assert sum(number_from(cell.text) for cell in arrivals) == expected.n


def label_of(code: str) -> str:
    return PLACES.get(code, f"Text {code}")


def check_figures(section: Any, asked: dict[str, Any], expected: Reference, answered: int) -> None:
    """Table, both drawings and the words for screen readers say the same as a plain count."""
    code, kind = asked["code"], asked["type"]
    table = chart_table(section)
    if kind in ("single", "multiple", "scale", "municipality"):
        for option in asked["options"]:
            count = expected.counts(code)[option["code"]]
            percent = f"{round(100 * count / answered, 1):.1f}".replace(".", ",").replace(",0", "")
            cells = table[label_of(option["code"])]
            assert number_from(cells[0]) == count
            assert cells[1].replace("\xa0%", "").removesuffix(",0") == percent
            assert f"{label_of(option['code'])}: {count} (" in section.xpath(".//svg/title")[0].text
    elif kind == "number":
        counted = {int(label): number_from(cells[0]) for label, cells in table.items()}
        assert counted == dict(expected.counts(code))
    elif kind == "matrix":
        for row in asked["rows"]:
            counts = expected.row_counts(code, row["code"])
            cells = table[f"Text {row['code']}"]
            assert [number_from(cell.split(" ")[0]) for cell in cells[:-1]] == [
                counts[step["code"]] for step in STEPS
            ]


@pytest.mark.behaviour("Q26")
def test_every_link_of_the_page_takes_the_filter_along(survey: Survey, client: Client) -> None:
    for query in FILTERS:
        address, page = page_under(client, survey, query)
        figures = page.xpath('//*[@id="results-figures"]//a/@href | //*[@id="data"]/..//a/@href')
        leaving = [each for each in figures if "/ergebnisse/" in each or "codebuch" in each]
        assert len(leaving) > 6
        for each in leaving:
            wanted, found = parse_qs(address, True), parse_qs(urlsplit(each).query, True)
            assert found == wanted, each


@pytest.mark.behaviour("Q26")
def test_files_of_a_figure_hold_the_figures_of_the_group(survey: Survey, client: Client) -> None:
    for query in FILTERS:
        check_files(survey, client, query)


def check_files(survey: Survey, client: Client, query: str) -> None:
    expected = reference(survey, query)
    answered, counts = len(expected.said("ways")), expected.counts("ways")
    assert answered, query
    table = file_of(client, survey, "result_csv", query).content.decode("utf-8-sig")
    rows = {row[0]: row for row in csv.reader(io.StringIO(table), delimiter=";") if row}
    drawing = file_of(client, survey, "result_svg", query).content.decode()
    for code in ("bus", "bike", "car"):
        assert float(rows[code][3].replace(",", ".")) == pytest.approx(
            100 * counts[code] / answered
        )
        assert int(rows[code][2]) == counts[code]
        assert f"Text {code}: {counts[code]} (" in drawing
    words = " ".join(re.findall(r">([^<]+)</text>", drawing))
    assert f"davon gezählt: {expected.n}." in words
    assert "Filter:" in words


@pytest.mark.behaviour("Q26")
def test_pictures_say_their_filter_base_and_data_state(survey: Survey, client: Client) -> None:
    query = "answer=age:u18&language=en"
    expected = [r for r in Response.objects.all() if said(r, "age") == "u18" and r.language == "en"]
    answer = file_of(client, survey, "result_png", query)
    about = Image.open(io.BytesIO(answer.content)).text["Description"]  # type: ignore[attr-defined]
    assert "Filter: Wie alt? Text u18; Sprache: Englisch." in about
    assert f"davon gezählt: {len(expected)}." in about
    assert "Fassungen 1, 2." in about
    name = f"{survey.slug}-frage-02-ways-gefiltert-{DAY}.png"
    assert answer["Content-Disposition"] == f'attachment; filename="{name}"'


def file_of(client: Client, survey: Survey, name: str, query: str) -> Any:
    """Each in a session of its own: files about few people ask for the password."""
    reader = User.objects.get(pk=client.session[SESSION_KEY])
    address = reverse(f"surveys:{name}", args=[survey.slug, "ways"])
    answer = Prompted(reader).get(f"{address}?{query}")
    assert answer.status_code == 200
    return answer


@pytest.mark.behaviour("Q26")
def test_the_script_says_what_the_page_says(survey: Survey) -> None:
    for query in FILTERS:
        check_script(survey, query)


def check_script(survey: Survey, query: str) -> None:
    expected, out = reference(survey, query), io.StringIO()
    conditions = [f"--filter={each}" for each in query.split("&")]
    call_command("results", survey.slug, "--json", *conditions, stdout=out)
    found = json.loads(out.getvalue())
    assert found["n"] == expected.n
    for each in found["questions"]:
        assert each["n_shown"] == expected.shown(each["code"])
        assert each["n_answered"] == len(expected.said(each["code"]))
        if each["type"] in ("single", "multiple", "scale"):
            counted = {option["code"]: option["count"] for option in each["options"]}
            assert counted == {code: expected.counts(each["code"])[code] for code in counted}


@pytest.mark.behaviour("Q26")
def test_texts_are_those_of_the_group(survey: Survey, client: Client) -> None:
    for query in FILTERS:
        expected = set(reference(survey, query).said("idea"))
        assert texts_under(client, survey, query) == expected, query


def texts_under(client: Client, survey: Survey, query: str) -> set[str]:
    address = reverse("surveys:texts", args=[survey.slug, "idea"])
    written, number = set[str](), 1
    while True:
        page = client.get(f"{address}?{query}&page={number}")
        assert page.status_code == 200
        written |= set(re.findall(r"Idee \d+", page.content.decode()))
        if not page.context["page_obj"].has_next():
            return written
        number += 1


@pytest.mark.behaviour("Q26")
def test_an_address_that_is_handed_on_opens_the_same(
    survey: Survey, client: Client, client_as: ClientAs, office: User
) -> None:
    """What the form sends becomes a short address; a colleague opens it and sees the same figures."""
    form = "by=&from=&to=&weight=&answer=age%3Au18&language=de&range=km&lowest=2&highest=9"
    address = reverse("surveys:results", args=[survey.slug])
    sent = client.get(f"{address}?{form}")
    assert sent.status_code == 302
    assert sent["Location"] == f"{address}?answer=age%3Au18&answer=km%3A2..9&language=de"
    mine, theirs = (
        each.get(sent["Location"]).content.decode() for each in (client, client_as(office))
    )
    assert figures_of(mine) == figures_of(theirs)


def figures_of(page: str) -> str:
    return page[page.index('id="arrivals"') : page.index('id="data"')]


@pytest.mark.behaviour("Q26")
@pytest.mark.parametrize(
    "query",
    ["answer=age:nobody", "answer=nothing:1", "language=xx", "mode=fax", "version=9", "zone=moon",
     "from=gestern", "weight=nothing", "answer=km:viel", "answer=" + "x" * 3000],
)  # fmt: skip
@pytest.mark.parametrize("name", ["results", "texts", "result_csv", "result_svg"])
def test_a_filter_that_is_not_known_shows_no_figures_at_all(
    survey: Survey, client: Client, query: str, name: str
) -> None:
    more = {"results": [], "texts": ["idea"]}.get(name, ["ways"])
    answer = client.get(reverse(f"surveys:{name}", args=[survey.slug, *more]) + f"?{query}")
    assert answer.status_code == 404
    assert "Es werden keine Zahlen gezeigt" in answer.content.decode()


def test_the_filter_form_shows_what_is_set_and_chips_take_it_away(
    survey: Survey, client: Client
) -> None:
    address, page = page_under(client, survey, "answer=age:u18&mode=paper&without=suspicious")
    ticked = page.xpath('//form[@id="filter-fields"]//input[@checked]/@value')
    assert set(ticked) == {"age:u18", "paper", "suspicious"}
    chips = page.xpath('//a[@class="chip"]')
    assert len(chips) == 3
    for chip in chips:
        assert len(parse_qs(urlsplit(chip.get("href")).query)) == 2
    assert len(parse_qs(address)) == 3


def test_a_question_is_picked_and_its_answers_come_for_ticking(
    survey: Survey, client: Client
) -> None:
    address = reverse("surveys:results", args=[survey.slug])
    for key, value in (
        ("age", "age:u18"), ("ways", "ways.bus:1"), ("content.takt", "content.takt:3"),
        ("place", f"place:{BELT}"), ("idea", "idea:said"), ("km", "km:"),
    ):  # fmt: skip
        page = client.get(address, {"by": key, "show": 1}).content.decode()
        assert f'name="answer" value="{value}"' in page
    assert 'name="lowest"' in page
    part = client.get(
        address,
        {"by": "age", "show": 1},
        headers={"HX-Request": "true", "HX-Target": "filter-fields"},
    )
    assert part.content.decode().lstrip().startswith('<section id="results-filter"')


def test_a_small_base_is_warned_of(survey: Survey, client: Client) -> None:
    for n, words in ((40, ""), (29, "springen um mehrere"), (9, "einzelne Personen"), (0, "")):
        kept = Response.objects.order_by("pk").values_list("pk", flat=True)[:n]
        Response.objects.exclude(pk__in=list(kept)).update(language="en")
        Response.objects.filter(pk__in=list(kept)).update(language="de")
        actions.rebuild_columns(survey=survey)
        Shelf.clear_all()
        _address, page = page_under(client, survey, "language=de")
        warnings = page.xpath('//*[contains(@class, "kern-alert__body")]/p/text()')
        assert any(words in each for each in warnings) if words else not warnings, n
