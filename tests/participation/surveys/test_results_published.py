"""A survey whose table was worked out by hand, against page, script and file.

Twelve people, answers as below. The table was made with pencil and paper from the twelve lines, not
with this product: mean = sum / n, sd with n - 1, median the middle of the sorted values.
"""

import csv
import io
import json
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.test import Client
from django.urls import reverse

from participation.surveys.models import SurveyVersion
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.surveys import lines, published, question, respond
from tests.pages import page_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]

STEPS = lines("1", "2", "3", "4", "5", "x", x={"value": None})
QUESTIONS = [
    question("single", "age", options=lines("u18", "mid", "old")),
    question("multiple", "ways", options=lines("bus", "bike", "car")),
    question("matrix", "content", options=STEPS, rows=lines("takt", "price")),
    question("number", "km", limits={"min": 0, "max": 100}),
    question("single", "pass", options=lines("yes", "no")),
    question("ranking", "rank", options=lines("time", "cost", "ease")),
]
# age, ways, (takt, price), km, pass, rank; "-" was not shown, None was left empty.
PEOPLE: list[tuple[Any, ...]] = [
    ("u18", ["bus", "bike"], ("1", "2"), 3, "yes", ["time", "cost", "ease"]),
    ("u18", ["bus"], ("2", "2"), 5, "no", ["cost", "time", "ease"]),
    ("u18", ["bike"], ("x", None), 2, "-", None),
    ("mid", ["car"], ("4", "5"), 20, "-", ["time", "ease"]),
    ("mid", ["bus", "car"], ("3", "4"), 12, "yes", None),
    ("mid", None, ("3", "3"), None, "-", None),
    ("mid", ["car"], ("5", "5"), 35, "-", None),
    ("old", ["bus"], ("2", "1"), 8, None, None),
    ("old", ["bike"], None, 4, "-", None),
    ("old", ["car"], ("4", "4"), 15, "-", None),
    (None, ["bus", "bike", "car"], ("1", "3"), 10, "yes", None),
    ("u18", ["bus"], ("3", "x"), 6, "no", None),
]


def answers_of(person: tuple[Any, ...]) -> dict[str, Any]:
    age, ways, content, km, has_pass, rank = person
    grid = dict(zip(("takt", "price"), content, strict=True)) if content else None
    answers = {"age": age, "ways": ways, "content": grid, "km": km, "rank": rank}
    return answers if has_pass == "-" else {**answers, "pass": has_pass}


@pytest.fixture
def version() -> SurveyVersion:
    version = published(QUESTIONS)
    for person in PEOPLE:
        respond(version, answers_of(person))
    return version


def document(version: SurveyVersion, *options: str) -> dict[str, Any]:
    out = io.StringIO()
    call_command("results", version.survey.slug, "--json", *options, stdout=out)
    found: dict[str, Any] = json.loads(out.getvalue())
    return found


def by_code(parts: list[dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {part["code"]: part for part in parts}


def counts(part: dict[str, Any]) -> dict[str, int]:
    return {option["code"]: option["count"] for option in part["options"]}


def percents(part: dict[str, Any]) -> dict[str, float]:
    return {option["code"]: option["percent"] for option in part["options"]}


@pytest.mark.behaviour("Q24")
def test_the_document_equals_the_table_made_by_hand(version: SurveyVersion) -> None:
    found = document(version)
    assert (found["survey"], found["version"], found["n"]) == (version.survey.slug, 1, 12)
    questions = by_code(found["questions"])
    assert {
        code: (q["n_shown"], q["n_answered"], q["n_not_shown"]) for code, q in questions.items()
    } == {
        "age": (12, 11, 0), "ways": (12, 11, 0), "content": (12, 11, 0), "km": (12, 11, 0),
        "pass": (6, 5, 6), "rank": (12, 3, 0),
    }  # fmt: skip
    assert counts(questions["age"]) == {"u18": 4, "mid": 4, "old": 3}
    assert percents(questions["age"]) == pytest.approx(
        {"u18": 400 / 11, "mid": 400 / 11, "old": 300 / 11}
    )
    # Several choices: of the 11 who answered, not of the 15 answers.
    assert counts(questions["ways"]) == {"bus": 6, "bike": 4, "car": 5}
    assert percents(questions["ways"]) == pytest.approx(
        {"bus": 600 / 11, "bike": 400 / 11, "car": 500 / 11}
    )
    assert percents(questions["pass"]) == {"yes": 60, "no": 40}


@pytest.mark.behaviour("Q24")
def test_means_medians_and_deviations_equal_those_made_by_hand(version: SurveyVersion) -> None:
    questions = by_code(document(version)["questions"])
    rows = by_code(questions["content"]["rows"])
    assert counts(rows["takt"]) == {"1": 2, "2": 2, "3": 3, "4": 2, "5": 1, "x": 1}
    assert counts(rows["price"]) == {"1": 1, "2": 2, "3": 2, "4": 2, "5": 2, "x": 1}
    # "x" is outside the scale: 10 and 9 values.
    assert figures(rows["takt"]) == pytest.approx((11, 2.8, 3, 1.316561))
    assert figures(rows["price"]) == pytest.approx((10, 29 / 9, 3, 1.394433))
    assert figures(questions["km"]) == pytest.approx((11, 120 / 11, 8, 9.689732))
    assert counts(questions["km"])["35"] == 1
    for code in ("age", "ways", "pass", "content", "rank"):
        assert (questions[code]["mean"], questions[code]["sd"]) == (None, None)


def figures(part: dict[str, Any]) -> tuple[float, ...]:
    return part["n_answered"], part["mean"], part["median"], part["sd"]


@pytest.mark.behaviour("Q24")
def test_rankings_have_places_and_a_mean_place(version: SurveyVersion) -> None:
    rows = by_code(by_code(document(version)["questions"])["rank"]["rows"])
    assert {code: counts(row) for code, row in rows.items()} == {
        "time": {"1": 2, "2": 1, "3": 0},
        "cost": {"1": 1, "2": 1, "3": 0},
        "ease": {"1": 0, "2": 1, "3": 2},
    }
    assert {code: row["mean"] for code, row in rows.items()} == pytest.approx(
        {"time": 4 / 3, "cost": 1.5, "ease": 8 / 3}
    )


@pytest.mark.behaviour("Q26")
def test_a_filter_gives_the_table_of_a_group(version: SurveyVersion) -> None:
    found = document(version, "--filter", "age=u18")
    questions = by_code(found["questions"])
    assert (found["n"], found["filter"]) == (4, "answer=age%3Au18")
    assert counts(questions["ways"]) == {"bus": 3, "bike": 2, "car": 0}
    assert questions["pass"]["n_not_shown"] == 1
    assert questions["km"]["mean"] == 4
    several = document(version, "--filter", "ways=bus", "--filter", "ways=bike")
    assert several["n"] == 2
    assert document(version, "--filter", "km=10..20")["n"] == 4


@pytest.mark.behaviour("Q24")
def test_below_the_minimum_base_there_are_no_figures(version: SurveyVersion) -> None:
    questions = by_code(document(version, "--min-base", "5")["questions"])
    assert questions["rank"]["suppressed"]
    assert {option["count"] for row in questions["rank"]["rows"] for option in row["options"]} == {
        None
    }
    assert not questions["pass"]["suppressed"]
    assert counts(questions["pass"]) == {"yes": 3, "no": 2}


def test_two_questions_are_crossed(version: SurveyVersion) -> None:
    found = document(version, "--cross", "pass", "age")
    assert [column["code"] for column in found["columns"]] == ["u18", "mid", "old"]
    assert found["base"] == [3, 1, 0]
    assert [[cell["count"] for cell in line] for line in found["cells"]] == [[1, 1, 0], [2, 0, 0]]
    assert found["cells"][0][0]["column_percent"] == pytest.approx(100 / 3)
    assert found["cells"][0][0]["row_percent"] == 50
    hidden = document(version, "--cross", "pass", "age", "--min-base", "2")["cells"][0]
    assert [cell["suppressed"] for cell in hidden] == [False, True, True]


def test_a_number_can_be_the_weight(version: SurveyVersion) -> None:
    found = document(version, "--weight", "km")
    age = by_code(found["questions"])["age"]
    assert found["weight"] == "km"
    assert counts(age) == {"u18": 16, "mid": 67, "old": 27}
    assert percents(age)["u18"] == pytest.approx(1600 / 110)


@pytest.mark.parametrize(
    ("options", "words"),
    [
        (("nothing",), "no survey „nothing“"),
        (("{slug}", "--filter", "age=nobody"), "„nobody“"),
        (("{slug}", "--filter", "nothing=1"), "„nothing“"),
        (("{slug}", "--filter", "age"), "CODE=VALUE"),
        (("{slug}", "--filter", "from=yesterday"), "JJJJ-MM-TT"),
        (("{slug}", "--version", "7"), "„7“"),
        (("{slug}", "--weight", "nothing"), "„nothing“"),
        (("{slug}", "--cross", "age", "nothing"), "„nothing“"),
        (("{slug}", "--cross", "age", "x" * 5000), "x"),
    ],
)
def test_what_is_not_known_is_said_in_one_sentence(
    version: SurveyVersion, options: tuple[str, ...], words: str
) -> None:
    with pytest.raises(CommandError) as refused:
        call_command("results", *(each.format(slug=version.survey.slug) for each in options))
    assert words in str(refused.value)
    assert "\n" not in str(refused.value)


def test_without_json_the_figures_can_be_read(version: SurveyVersion) -> None:
    out = io.StringIO()
    call_command("results", version.survey.slug, stdout=out)
    text = out.getvalue()
    assert "ways (multiple) Frage ways?" in text
    assert "         6   54.5 %  Text bus" in text
    assert "Text takt [takt]: answered 11, mean 2.80, median 3.00, sd 1.32" in text


@pytest.mark.behaviour("Q24")
def test_the_page_and_the_files_say_the_same(
    version: SurveyVersion, client_as: ClientAs, analyst: User
) -> None:
    client = client_as(analyst)
    page = page_of(client, reverse("surveys:results", args=[version.survey.slug]))
    for text in (
        "6 (54,5\xa0%)",
        "4 (36,4\xa0%)",
        "Mehrere Antworten waren möglich",
        "2,80",
        "9,69",
    ):
        assert text in page
    assert "6 Personen wurde die Frage nicht gestellt." in page
    lines = table_of(client, version, "ways")
    bus = next(line for line in lines if line[:1] == ["bus"])
    assert bus[:3] == ["bus", "Text bus", "6"]
    assert float(bus[3].replace(",", ".")) == pytest.approx(600 / 11, rel=1e-12)
    km = table_of(client, version, "km")
    assert [cell for cell in km if cell[:1] == ["Median"]] == [["Median", "8"]]


def table_of(client: Client, version: SurveyVersion, key: str) -> list[list[str]]:
    address = reverse("surveys:result_csv", args=[version.survey.slug, key])
    text = client.get(address).content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text), delimiter=";"))


def test_every_weighted_figure_says_so(
    version: SurveyVersion, client_as: ClientAs, analyst: User
) -> None:
    client = client_as(analyst)
    page = page_of(client, reverse("surveys:results", args=[version.survey.slug]) + "?weight=km")
    sections = page.split('<section class="section result"')[1:]
    assert len(sections) == len(QUESTIONS)
    for section in sections:
        assert "Gewichtet nach „Frage km?“." in section
    # 16 of 110 kilometres.
    assert "16 (14,5\xa0%)" in page
    for name in ("result_svg", "result_csv"):
        address = reverse(f"surveys:{name}", args=[version.survey.slug, "age"]) + "?weight=km"
        answer = client.get(address)
        assert "Gewichtet nach „Frage km?“." in answer.content.decode("utf-8-sig")
        assert "-gewichtet-" in answer["Content-Disposition"]
