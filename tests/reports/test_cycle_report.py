"""The cycle report: nothing is lost however short it is, and every sum is that of the rows beside it."""

import json
import re
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
from openpyxl import load_workbook

from smartregion.core.canonical import canonical_json
from smartregion.core.numbers import exact_euros
from smartregion.reports.rendering import WRITERS, Stamp, book_of
from smartregion.reports.rendering.brevity import STEPS
from smartregion.reports.rendering.data import csv_of, data_of
from smartregion.reports.rendering.evaluation import money
from tests.factories.evaluations import cost, evaluation, grant, indicator, light, report, step
from tests.factories.reports import chapters, content

pytestmark = pytest.mark.slow

STAMP = Stamp("a" * 64, "2026-06-15T12:00:00+02:00")
COSTS = [
    cost(1, (2024, "1000.10", "999.95"), (2025, "2000.20", None)),
    cost(2, (2024, "0.01", "0.02"), (2025, "333.33", "400.00"), field="HF2 Verkehr"),
    cost(3),
]
GRANTS = [grant(1, "1000.05"), grant(2, "0.95", "passed"), grant(3, "70000.00", "")]
CHAPTERS = (
    "cycle_summary", "cycle_changes", "cycle_decisions", "cycle_milestones", "cycle_indicators",
    "cycle_money", "cycle_fields", "cycle_missing", "cycle_corrections", "cycle_register",
)  # fmt: skip


def book(told=None, *, brevity: int = 0, kind: str = "cycle", keys=CHAPTERS):
    made = content(kind=kind, evaluation=told, chapters=chapters(*keys, kind=kind))
    return book_of(json.loads(canonical_json({**made, "brevity": brevity})), STAMP)


def text_of(book) -> str:
    html = "".join(chapter.written().html for chapter in book.chapters)
    return re.sub(r"[ \n]+", " ", re.sub(r"<[^>]+>", " ", html).replace("&shy;", ""))


def chapter_text(told, key: str, **options) -> str:
    return text_of(book(told, keys=(key,), **options))


def table(book, title: str):
    return next(each for each in data_of(book) if title in each.title)


# -- what was not reported ---------------------------------------------------------------------
@pytest.mark.behaviour("R9")
@pytest.mark.parametrize("brevity", range(len(STEPS)))
def test_everything_that_was_not_reported_is_listed_however_short_the_report_is(brevity):
    reports = [report(place, "missing" if place % 3 else "green") for place in range(1, 61)]
    text = chapter_text(evaluation(*reports), "cycle_missing", brevity=brevity)
    listed = set(re.findall(r"HF1-M\d+", text))
    assert listed == {each["number"] for each in reports if each["state"] == "missing"}


def test_waived_reports_are_named_with_their_reason():
    waived = [{"id": "x", "number": "HF3-M09", "title": "Entfallen", "reason": "Doppelt erfasst"}]
    text = chapter_text(evaluation(report(1), waived=waived), "cycle_missing")
    assert "HF3-M09 Entfallen (Doppelt erfasst)" in text


# -- sums --------------------------------------------------------------------------------------
@pytest.mark.behaviour("R9")
def test_sums_of_text_table_and_file_agree_to_the_cent():
    made = book(evaluation(report(1), report(2, field="HF2 Verkehr"), costs=COSTS, grants=GRANTS))
    planned, actual = "3.333,64\xa0€", "1.399,97\xa0€"
    assert f"Geld: {planned} geplant, {actual} bisher ausgegeben." in text_of(made)
    costs = table(made, "Kosten nach Haushaltsjahr")
    assert list(costs.rows[-1]) == ["Summe", planned, actual, "1.333,44\xa0€", "66,53\xa0€"]
    for column, whole in ((1, planned), (2, actual)):
        assert exact_euros(sum(map(_amount, (row[column] for row in costs.rows[:-1])))) == whole
    assert csv_of(costs).decode("utf-8-sig").splitlines()[-1].count("3.333,64") == 1


def _amount(cell: str) -> Decimal:
    if cell == "–":
        return Decimal(0)
    return Decimal(cell.removesuffix("€").strip().replace(".", "").replace(",", "."))


@pytest.mark.behaviour("R9")
def test_sums_of_the_workbook_are_those_of_the_report():
    made = book(evaluation(report(1), costs=COSTS), keys=("cycle_money",))
    packed = ZipFile(BytesIO(WRITERS["zip"](made, say=lambda *_said: None).data))
    sheets = load_workbook(BytesIO(packed.read("tabellen.xlsx")))
    [rows] = [
        found for found in map(_cells, sheets) if found[0][0] == "Jahr" and found[-1][0] == "Summe"
    ]
    for column in (1, 2, 3, 4):
        amounts = [row[column] for row in rows[1:-1] if row[column] is not None]
        assert round(sum(amounts), 2) == rows[-1][column]
    assert rows[-1][1:] == (3333.64, 1399.97, 1333.44, 66.53)


def _cells(sheet):
    return list(sheet.iter_rows(values_only=True))


@pytest.mark.behaviour("R9")
@pytest.mark.parametrize("brevity", [0, len(STEPS) - 1])
def test_sum_of_grants_in_danger_is_that_of_all_rows_also_of_those_left_out(brevity):
    many = [grant(place, "10.01") for place in range(1, 20)]
    made = book(evaluation(report(1), grants=[*many, *GRANTS]), brevity=brevity)
    rows = table(made, "Förderungen mit naher").rows
    assert _amount(rows[-1][3]) == sum(_amount(row[3]) for row in rows[:-1]) == Decimal("1191.19")
    assert "über zusammen 1.191,19\xa0€" in text_of(made)


def test_fields_add_up_to_the_whole():
    by_year, by_field = money.by_year(COSTS), money.by_field(COSTS, ["HF1 Bildung", "HF2 Verkehr"])
    assert by_year.total.cells == by_field.total.cells
    assert [row.label for row in by_field.rows] == ["HF1 Bildung", "HF2 Verkehr"]


def test_spent_is_compared_with_what_was_planned_for_the_same_cost_only():
    [year] = money.by_year([cost(1, (2025, "100", None)), cost(2, (2025, "50", "60"))]).rows
    assert (year.planned, year.compared, year.actual, year.difference) == (150, 50, 60, 10)


def test_without_any_spending_no_difference_is_told():
    [year] = money.by_year([cost(1, (2025, "100", None))]).rows
    assert year.difference is None
    assert year.cells[1:] == ["–", "–", "–"]


# -- grants in danger ----------------------------------------------------------------------------
def test_grant_is_in_danger_by_a_day_that_is_near_or_missed_or_by_its_measure():
    far = grant(4, "1", "")
    red = grant(5, "1", "", light=light("red"))
    found = money.in_danger([*GRANTS, far, red])
    assert [each.grant["number"] for each in found] == ["HF1-M01", "HF1-M02", "HF1-M05"]
    assert found[-1].reasons == ["Maßnahme gefährdet"]


# -- empty and overfull --------------------------------------------------------------------------
@pytest.mark.parametrize("key", CHAPTERS)
def test_every_chapter_says_when_there_is_nothing_to_say(key):
    for told in (None, evaluation()):
        assert len(chapter_text(told, key)) > 30


@pytest.mark.parametrize("key", CHAPTERS)
def test_first_cycle_of_the_oldest_shape_is_told_without_guessing(key):
    told = evaluation(report(1, before="missing"), earlier=None, changes=None, costs=None)
    told |= {"indicators": None, "milestones": {**told["milestones"], "unknown": 1}}
    told["standing"] |= {"lights_before": None}
    for part in (told["standing"]["whole"], *told["standing"]["fields"]):
        part["attained"] = None
    assert len(chapter_text(told, key)) > 30


def test_indicators_tell_their_course_their_target_and_their_age():
    told = evaluation(report(1), indicators=[indicator(1, "3", "9"), indicator(2)])
    text = chapter_text(told, "cycle_indicators")
    assert "Verlauf „Standorte 1“. 31.12.2020: 3 Orte; 31.12.2021: 9 Orte; Ziel: 80 Orte" in text
    assert "2 Monate alt" in text
    assert "Ohne Daten: Standorte 2 (HF1-M02)" in text


def test_overdue_milestone_that_was_postponed_stands_there_once():
    late = step(7, expected_on="2026-03-31")
    told = evaluation(report(7))
    told["milestones"] |= {"overdue": [late], "postponed": [late, step(8, due_on="2026-05-01")]}
    made = book(told, keys=("cycle_milestones",))
    numbers = [row[0] for row in table(made, "überfällig oder verschoben").rows]
    assert numbers == ["HF1-M07", "HF1-M08"]


def test_shortened_table_says_how_much_is_missing_and_where_it_stands():
    urgent = [report(place, "yellow") for place in range(1, 50)]
    text = chapter_text(evaluation(*urgent), "cycle_decisions")
    assert "9 weitere Zeilen" in text
    assert "https://digital.example.org/massnahmen/zyklen/evaluation-2025/" in text


def test_decisions_are_never_left_out():
    waiting = [report(place, decision_needed="Mehr Geld?") for place in range(1, 50)]
    text = chapter_text(evaluation(*waiting), "cycle_decisions", brevity=len(STEPS) - 1)
    assert len(set(re.findall(r"HF1-M\d+", text))) == 49
