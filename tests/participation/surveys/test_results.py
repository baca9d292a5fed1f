"""Figures against a brute-force count of the same responses."""

import json
import random
import statistics
from typing import Any

import pytest
from django.urls import reverse

from participation.surveys import actions
from participation.surveys.charts import base_note, chart_of
from participation.surveys.models import Response, SurveyVersion
from participation.surveys.queries import (
    PUBLIC_BASE,
    corpus_of,
    latest_result_teaser,
    survey_results,
)
from participation.surveys.results import QuestionResult, results_from_json, results_to_json
from smartregion.accounts.models import User
from tests.cast import ClientAs
from tests.factories.dates import DAY, NOON
from tests.factories.every_kind import ANSWERS
from tests.factories.every_kind import QUESTIONS as EVERY_KIND
from tests.factories.surveys import both, lines, published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
SCALE = lines("1", "2", "3", "x", x={"value": None})
QUESTIONS = [
    question("single", "one"),
    question("multiple", "some"),
    question("matrix", "grid", options=SCALE, rows=lines("r1", "r2", "r3")),
    question("number", "num", limits={"min": 0, "max": 6}),
    question("long_text", "txt"),
]


def anything(rng: random.Random) -> dict[str, Any]:
    def row() -> str | None:
        return rng.choice(["1", "2", "3", "x", None])

    grid = {code: row() for code in ("r1", "r2", "r3")}
    return {
        "one": rng.choice(["a", "b", "c", None]),
        "some": sorted(rng.sample(["a", "b", "c"], rng.randint(1, 3)))
        if rng.random() < 0.8
        else None,
        "grid": grid if any(grid.values()) else None,
        "num": rng.choice([None, 0, 1, 2, 3, 6]),
        "txt": rng.choice([None, "Mehr Busse", "Weniger Papier"]),
    }


@pytest.fixture
def filled() -> tuple[SurveyVersion, list[dict[str, Any]]]:
    rng = random.Random(12069)
    version = published(QUESTIONS)
    answers = [anything(rng) for _ in range(211)]
    Response.objects.bulk_create(
        Response(version=version, answers=each, language="de", submitted_on=DAY) for each in answers
    )
    return version, answers


def result(version: SurveyVersion, code: str) -> QuestionResult:
    found = survey_results(version.survey).question(code)
    assert found is not None
    return found


def test_choices_are_counted_like_by_hand(filled: Any) -> None:
    version, answers = filled
    one = result(version, "one")
    said = [each["one"] for each in answers if each["one"]]
    assert (one.shown, one.answered, one.empty) == (211, len(said), 211 - len(said))
    assert {c.code: c.count for c in one.counts} == {code: said.count(code) for code in "abc"}
    assert [c.share for c in one.counts] == [said.count(code) / len(said) for code in "abc"]
    assert sum(c.share or 0 for c in one.counts) == pytest.approx(1)


def test_shares_of_several_choices_are_of_the_people_who_answered(filled: Any) -> None:
    version, answers = filled
    some = result(version, "some")
    said = [each["some"] for each in answers if each["some"]]
    for count in some.counts:
        times = sum(count.code in each for each in said)
        assert (count.count, count.share) == (times, times / len(said))
    assert sum(c.share or 0 for c in some.counts) > 1


def test_rows_of_a_scale_leave_out_what_stands_outside_it(filled: Any) -> None:
    version, answers = filled
    for row in result(version, "grid").rows:
        said = [
            each["grid"][row.code] for each in answers if each["grid"] and each["grid"][row.code]
        ]
        values = [int(code) for code in said if code != "x"]
        assert row.answered == len(said)
        assert [c.count for c in row.counts] == [said.count(code) for code in "123x"]
        assert row.spread is not None
        assert row.spread.n == len(values)
        assert row.spread.mean == pytest.approx(statistics.mean(values))
        assert row.spread.median == statistics.median(values)
        assert row.spread.sd == pytest.approx(statistics.stdev(values))


def test_numbers_have_mean_median_and_deviation(filled: Any) -> None:
    version, answers = filled
    values = [each["num"] for each in answers if each["num"] is not None]
    num = result(version, "num")
    assert num.spread is not None
    assert num.spread.mean == pytest.approx(statistics.mean(values))
    assert num.spread.median == statistics.median(values)
    assert num.spread.sd == pytest.approx(statistics.stdev(values))
    assert [(c.code, c.count) for c in num.counts] == [
        (str(v), values.count(v)) for v in (0, 1, 2, 3, 6)
    ]


def test_many_different_numbers_are_shown_in_classes_that_lose_nobody() -> None:
    version = published(question("number", "num", limits={"max": 10**6}))
    values = [7, 12, 99, 180, 181, 250, 333, 404, 512, 640, 700, 801, 950, 999]
    for value in values:
        respond(version, {"num": value})
    num = result(version, "num")
    assert sum(count.count for count in num.counts) == len(values)
    assert num.counts[0].label == "0 bis unter 200"
    assert num.counts[0].count == len([value for value in values if value < 200])


def test_texts_are_counted_and_can_be_read(filled: Any) -> None:
    version, answers = filled
    said = [each["txt"] for each in answers if each["txt"]]
    respond(version, {**answers[0], "txt": "Neuer"})
    assert result(version, "txt").answered == len(said) + 1
    assert sorted(texts_of(version, "txt")) == sorted([*said, "Neuer"])


def texts_of(version: SurveyVersion, code: str) -> list[str]:
    return [text.said for text in corpus_of(version.survey, code).texts]


def test_no_answers_give_no_figures_and_no_division_by_zero() -> None:
    version = published(QUESTIONS)
    respond(version, {"one": None, "some": None, "grid": None, "num": None, "txt": None})
    for each in survey_results(version.survey).questions:
        assert (each.shown, each.answered, each.spread) == (1, 0, None)
        assert chart_of(each) is None
        assert "0 von 1 Person" in base_note(each)


def test_versions_are_counted_together_and_say_where_they_differ() -> None:
    first = published([question("single", "stays"), question("single", "goes")])
    survey = first.survey
    stays = survey.questions.get(code="stays")
    actions.change_question(
        question=stays, by=None, text=both("Anders?"), options=lines("a", "b", "d")
    )
    actions.delete_question(question=survey.questions.get(code="goes"), by=None)
    actions.add_question(page=survey.pages.get(), by=None, **question("single", "comes"))
    second = actions.publish_survey(survey=survey, by=None, at=NOON)
    respond(first, {"stays": "c", "goes": "a"})
    respond(second, {"stays": "d", "comes": None})

    results = survey_results(survey)
    by_code = {each.code: each for each in results.questions}
    assert [(v.number, v.responses) for v in results.versions] == [(2, 1), (1, 1)]
    assert [(code, each.shown) for code, each in by_code.items()] == [
        ("stays", 2),
        ("comes", 1),
        ("goes", 1),
    ]
    assert by_code["stays"].text == "Anders?"
    assert by_code["stays"].reworded_in == (1,)
    assert {c.code: c.count for c in by_code["stays"].counts} == {"a": 0, "b": 0, "c": 1, "d": 1}
    assert by_code["goes"].versions == (1,)
    assert survey_results(first).responses == 1


def test_a_new_row_counts_only_those_who_saw_it() -> None:
    first = published(question("matrix", "grid"))
    actions.change_question(question=first.survey.questions.get(), by=None, rows=lines("r1", "new"))
    second = actions.publish_survey(survey=first.survey, by=None, at=NOON)
    respond(first, {"grid": {"r1": "a", "r2": "b"}})
    respond(second, {"grid": {"r1": "a", "new": "c"}})
    rows = {row.code: row.answered for row in result(second, "grid").rows}
    assert rows == {"r1": 2, "new": 1, "r2": 1}


def test_figures_become_json_and_come_back_the_same(filled: Any) -> None:
    results = survey_results(filled[0].survey, language="en")
    assert results_from_json(json.loads(json.dumps(results_to_json(results)))) == results
    assert results.title.endswith("(English)")


def test_every_question_with_answers_has_a_chart_that_states_its_base(filled: Any) -> None:
    for each in survey_results(filled[0].survey).questions:
        chart = chart_of(each)
        assert (chart is None) == each.is_text
        if chart:
            assert f"{each.answered} von 211 Personen" in chart.note


def test_a_code_that_is_also_a_word_of_the_query_language_is_only_a_code() -> None:
    version = published(question("long_text", "contains"))
    respond(version, {"contains": "Text"})
    assert texts_of(version, "contains") == ["Text"]


# -- every kind --------------------------------------------------------------------------------
@pytest.fixture
def every_kind() -> SurveyVersion:
    version = published(EVERY_KIND)
    for _each in range(3):
        respond(version, ANSWERS)
    respond(version, dict.fromkeys(ANSWERS))
    return version


@pytest.mark.behaviour("Q1")
@pytest.mark.parametrize("code", ANSWERS)
def test_every_kind_of_question_has_its_statistic(every_kind: SurveyVersion, code: str) -> None:
    result = survey_results(every_kind.survey).question(code)
    assert result is not None
    assert (result.shown, result.answered) == (4, 3)
    chart = chart_of(result)
    assert (chart is None) == result.is_text
    if not result.is_text:
        counted = [*result.counts, *(count for row in result.rows for count in row.counts)]
        assert 3 in [count.count for count in counted]
    has_mean = result.type in ("number", "slider", "calculated", "scale")
    assert (result.spread is not None) == has_mean


@pytest.mark.behaviour("Q1")
def test_the_page_of_results_shows_every_kind(
    every_kind: SurveyVersion, client_as: ClientAs, analyst: User
) -> None:
    address = reverse("surveys:results", args=[every_kind.survey.slug])
    page = client_as(analyst).get(address).content.decode()
    for code in ANSWERS:
        assert f'<h2 id="{code}">' in page
    assert '<h2 id="note">' not in page


def test_own_words_to_other_are_counted_and_can_be_read(client_as: ClientAs, analyst: User) -> None:
    options = lines("a", "other", other={"with_text": True})
    version = published(question("single", "q", options=options))
    respond(version, {"q": "other", "q.other": "Etwas Drittes"})
    respond(version, {"q": "a", "q.other": None})
    result = survey_results(version.survey).question("q")
    assert result is not None
    assert result.others == 1
    client = client_as(analyst)
    page = client.get(reverse("surveys:results", args=[version.survey.slug])).content.decode()
    texts = reverse("surveys:texts", args=[version.survey.slug, "q.other"])
    assert texts in page
    assert "Etwas Drittes" in client.get(texts).content.decode()


# -- for the start page ------------------------------------------------------------------------
def respondents(version: SurveyVersion, number: int, **answers: Any) -> None:
    for _ in range(number):
        respond(version, answers, origin=Response.Origin.EXAMPLE)


def test_the_teaser_shows_the_most_frequent_answers_of_the_chosen_question() -> None:
    version = published(question("multiple", "q"), teaser_code="q")
    respondents(version, 20, q=["a", "b"])
    respondents(version, 15, q=["b"])
    respondents(version, 4, q=["c"])
    teaser = latest_result_teaser()
    assert teaser is not None
    assert (teaser.answered, teaser.is_example) == (30, True)
    assert [(c.code, c.count) for c in teaser.counts] == [("b", 30), ("a", 20)]


def test_the_teaser_waits_until_enough_people_have_answered() -> None:
    version = published(question("single", "q"), teaser_code="q")
    respondents(version, PUBLIC_BASE - 1, q="a")
    assert latest_result_teaser() is None
    respondents(version, 1, q="a")
    assert latest_result_teaser() is not None


def test_without_a_choice_of_the_county_nothing_is_shown() -> None:
    version = published(question("single", "q"))
    respondents(version, PUBLIC_BASE, q="a")
    assert latest_result_teaser() is None
