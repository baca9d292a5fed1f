"""Cross-tabs: counted by hand, and against a slow count of the answers themselves."""

import math
from collections.abc import Iterator
from dataclasses import replace
from random import Random
from typing import Any

import numpy as np
import pytest

from participation.surveys.crosstabs.axes import UnknownAxis, choices_of
from participation.surveys.crosstabs.tables import Crosstab
from participation.surveys.models import Response, SurveyVersion
from participation.surveys.queries.crosstabs import crosstab
from participation.surveys.queries.filters import Filter
from participation.surveys.queries.table import ResponseTable, response_table
from participation.surveys.queries.weights import weights_for
from participation.surveys.statistics.weights import Weights
from tests.factories.surveys import lines, published, question, respond
from tests.growth import assert_growth

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
AGES, PLACES, DEVICES = ("u18", "mid", "old"), ("belt", "rural"), ("phone", "tablet", "none")


@pytest.fixture
def version() -> SurveyVersion:
    return published(
        question("single", "age", options=lines(*AGES)),
        question("single", "place", options=lines(*PLACES)),
        question("multiple", "devices", options=lines(*DEVICES)),
        question("matrix", "happy"),
        question("number", "weight"),
        question("number", "km"),
        question("date", "since"),
    )


def answers(**values: Any) -> dict[str, Any]:
    codes = ("age", "place", "devices", "happy", "weight", "km", "since")
    return {code: values.get(code) for code in codes}


def some(version: SurveyVersion, rows: list[tuple[Any, Any]]) -> None:
    for age, place in rows:
        respond(version, answers(age=age, place=place))


@pytest.fixture
def small(version: SurveyVersion) -> SurveyVersion:
    """Six from the belt (4 young, 2 old), four from the land (1 young, 3 old), two who said one thing only."""
    some(version, [("u18", "belt")] * 4 + [("old", "belt")] * 2)
    some(version, [("u18", "rural")] + [("old", "rural")] * 3)
    some(version, [("u18", None), (None, "belt")])
    return version


@pytest.mark.behaviour("Q25")
def test_a_table_counted_by_hand(small: SurveyVersion) -> None:
    table = crosstab(small.survey, "age", "place")
    assert table.n == 10
    assert [[cell.count for cell in line] for line in table.cells] == [[4, 1], [0, 0], [2, 3]]
    assert [line.people for line in table.columns.lines] == [6, 4]
    assert [line.people for line in table.rows.lines] == [5, 0, 5]
    first = table.cells[0][0]
    assert (first.row_share, first.column_share) == (4 / 5, 4 / 6)
    assert table.cells[1][0].row_share is None
    found = table.association
    assert found is not None
    # 10 (4·3 − 1·2)² / (5·5·6·4), and its root over n.
    assert (found.degrees, found.chi_square) == (1, pytest.approx(10 * 10**2 / 600))
    assert found.v == pytest.approx(math.sqrt(100 / 600))
    assert found.p == pytest.approx(0.19670560, abs=1e-8)
    assert found.is_thin


@pytest.mark.behaviour("Q25")
def test_json_for_scripts(small: SurveyVersion) -> None:
    document = crosstab(small.survey, "age", "place", minimum=5).to_json()
    assert document["rows"][0] == {"code": "u18", "label": "Text u18"}
    assert document["base"] == [6, 4]
    assert document["cells"][0] == [
        {"count": 4, "row_percent": 80.0, "column_percent": 100 * (4 / 6), "suppressed": False},
        {"count": None, "row_percent": None, "column_percent": None, "suppressed": True},
    ]
    assert document["n"] == 10
    assert document["weight"] is None


@pytest.mark.behaviour("Q25")
def test_below_the_minimum_base_there_are_no_figures(small: SurveyVersion) -> None:
    table = crosstab(small.survey, "age", "place", minimum=5)
    assert [line.is_suppressed for line in table.columns.lines] == [False, True]
    for line in table.cells:
        assert (line[1].count, line[1].row_share, line[1].column_share) == (None, None, None)
    # Few people in a row: its column percentages stand on the column, the row percentages on nothing.
    swapped = crosstab(small.survey, "place", "age", minimum=5)
    assert swapped.cells[1][0].row_share is None
    assert swapped.cells[1][0].column_share == 1 / 5


def test_weights_of_a_question_count_who_has_none_as_nobody(version: SurveyVersion) -> None:
    for age, place, weight in [
        ("u18", "belt", 2), ("old", "belt", 0.5), ("old", "rural", 1.5), ("u18", "rural", None),
    ]:  # fmt: skip
        respond(version, answers(age=age, place=place, weight=weight))
    survey = version.survey
    weights = weights_for(response_table(survey), survey, "weight")
    table = crosstab(survey, "age", "place", weights=weights)
    assert [[cell.count for cell in line] for line in table.cells] == [[2, 0], [0, 0], [0.5, 1.5]]
    assert (table.n, table.total) == (3, 4)
    assert table.effective == pytest.approx(16 / (4 + 0.25 + 2.25))
    assert table.cells[0][0].column_share == 2 / 2.5
    assert [line.people for line in table.columns.lines] == [2, 1]


def test_several_answers_are_shares_of_people(version: SurveyVersion) -> None:
    for devices in (["phone", "tablet"], ["phone"], ["none"]):
        respond(version, answers(devices=devices, place="belt"))
    respond(version, answers(devices=None, place="belt"))
    table = crosstab(version.survey, "devices", "place")
    assert [line[0].count for line in table.cells] == [2, 1, 1]
    assert [line[0].column_share for line in table.cells] == [2 / 3, 1 / 3, 1 / 3]
    assert table.columns.lines[0].people == 3
    assert table.association is None
    assert crosstab(version.survey, "place", "devices").cells[0][0].count == 2
    both = crosstab(version.survey, "devices", "devices")
    assert [[cell.count for cell in line] for line in both.cells] == [
        [2, 1, 0],
        [1, 1, 0],
        [0, 0, 1],
    ]
    assert crosstab(version.survey, "devices.phone", "place").cells[0][0].count == 2


def test_rows_of_a_matrix_numbers_days_and_how_people_answered(version: SurveyVersion) -> None:
    for number in range(20):
        respond(
            version,
            answers(
                happy={"r1": "a", "r2": "b" if number % 2 else None},
                km=number * 5,
                since=f"20{number:02}-03-01",
            ),
            language="en" if number < 5 else "de",
            origin="paper" if number < 8 else "online",
        )
    survey = version.survey
    matrix = crosstab(survey, "happy.r2", "language")
    assert [(line.code, line.people) for line in matrix.columns.lines] == [("de", 8), ("en", 2)]
    assert [line[0].count for line in matrix.cells] == [0, 8, 0]
    numbers = crosstab(survey, "km", "mode")
    assert numbers.rows.lines[0].label == "0 bis unter 20"
    assert [line.people for line in numbers.rows.lines] == [4, 4, 4, 4, 4]
    assert {line.code for line in numbers.columns.lines} == {"paper", "online"}
    years = crosstab(survey, "since", "version")
    assert [line.code for line in years.rows.lines][:2] == ["2000", "2001"]
    assert years.columns.lines[0].label == "Fassung 1"


def test_a_filter_acts_on_every_number(small: SurveyVersion) -> None:
    chosen = Filter(answers=(("place", ("belt",)),))
    table = crosstab(small.survey, "age", "place", chosen)
    assert (table.n, [line.people for line in table.columns.lines]) == (6, [6, 0])
    assert "place" in table.to_json()["filter"]


@pytest.mark.parametrize(
    "name", ["", "gone", "age.u18", "happy", "happy.r9", "devices.gone", "zone", "a\0b", "x" * 5000]
)
def test_what_divides_nobody_is_unknown(small: SurveyVersion, name: str) -> None:
    with pytest.raises(UnknownAxis):
        crosstab(small.survey, name, "place")


def test_every_choice_divides_people(small: SurveyVersion) -> None:
    names = [choice.name for choice in choices_of(response_table(small.survey), "de")]
    assert names[:4] == ["age", "place", "devices", "happy.r1"]
    for name in names:
        assert crosstab(small.survey, name, "place").rows.name == name


# -- against another way of counting ---------------------------------------------------------------
def slowly(
    version: SurveyVersion, row: str, column: str, *, weighted: bool
) -> Iterator[tuple[tuple[str, str], float]]:
    """One answer at a time, out of the responses themselves."""
    for response in Response.objects.filter(version=version):
        said = response.answers
        weight = (said["weight"] or 0) if weighted else 1
        for one in said[row] if isinstance(said[row], list) else [said[row]]:
            for other in said[column] if isinstance(said[column], list) else [said[column]]:
                if one is not None and other is not None:
                    yield (one, other), weight


@pytest.mark.behaviour("Q25")
@pytest.mark.parametrize("weighted", [False, True])
@pytest.mark.parametrize(
    ("row", "column"), [("age", "place"), ("devices", "age"), ("age", "devices")]
)
def test_a_random_survey_agrees_with_a_slow_count(
    version: SurveyVersion, row: str, column: str, *, weighted: bool
) -> None:
    dice = Random(7)
    for _number in range(150):
        devices = [code for code in DEVICES if dice.random() < 0.4]
        respond(
            version,
            answers(
                age=dice.choice([*AGES, None]),
                place=dice.choice([*PLACES, None]),
                devices=devices or None,
                weight=dice.choice([None, 0.3, 1.0, 2.75]),
            ),
        )
    survey = version.survey
    weights = weights_for(response_table(survey), survey, "weight") if weighted else None
    table = crosstab(survey, row, column, weights=weights)
    expected: dict[tuple[str, str], float] = {}
    for place, weight in slowly(version, row, column, weighted=weighted):
        expected[place] = expected.get(place, 0) + weight
    found = {
        (line.code, other.code): cell.count
        for line, cells in table.by_row
        for other, cell in zip(table.columns.lines, cells, strict=True)
        if cell.count
    }
    assert found == pytest.approx({place: weight for place, weight in expected.items() if weight})
    assert np.isclose(sum(filter(None, (line.share for line in table.rows.lines))), 1) or (
        table.is_multiple
    )


@pytest.mark.behaviour("Q25")
def test_a_whole_county_takes_as_long_as_it_has_people(version: SurveyVersion) -> None:
    dice = Random(3)
    for number in range(200):
        respond(
            version,
            answers(
                age=dice.choice(AGES), place=dice.choice(PLACES), devices=["phone"], weight=number
            ),
        )
    survey = version.survey
    few = response_table(survey)
    chosen = Filter(answers=(("place", ("belt",)),), languages=("de",))

    def county(people: int) -> tuple[ResponseTable, Weights]:
        times = people // few.n + 1
        arrays = {key: np.tile(array, (1, times)) for key, array in few.arrays.items()}
        table = replace(few, arrays=arrays)
        return table, weights_for(table, survey, "weight")

    def crossed(given: tuple[ResponseTable, Weights]) -> Crosstab:
        table, weights = given
        return crosstab(survey, "devices", "age", chosen, weights, table=table)

    assert_growth(crossed, county, 214_700)
    assert crossed(county(214_700)).n > 50_000
