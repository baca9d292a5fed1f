"""The data package, opened as somebody does who works with it."""

import csv
import hashlib
import io
import json
from decimal import Decimal
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from openpyxl import load_workbook

from smartregion.core.canonical import canonical_json
from smartregion.reports.rendering import book_of
from smartregion.reports.rendering.data import Tabulated
from smartregion.reports.rendering.package import render_package
from smartregion.reports.rendering.package.datasets import DATA_SETS
from smartregion.reports.rendering.package.typed import typed
from tests.factories.reports import chapters, content, full_content, measure, question, survey
from tests.reports.conftest import stamp

pytestmark = pytest.mark.slow
CHAPTERS = chapters("summary", "participation", "outlook", "method")


def bytes_of(document):
    plain = json.loads(canonical_json(document))
    return render_package(book_of(plain, stamp(plain)), say=lambda *_said: None).data


def opened(document):
    with ZipFile(BytesIO(bytes_of(document))) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


@pytest.fixture(scope="module")
def files():
    return opened({**full_content(), "chapters": CHAPTERS})


def rows_of(data):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=";"))


def records_of(data):
    head, *rows = rows_of(data)
    return [dict(zip(head, row, strict=True)) for row in rows]


def table(head, *rows):
    return Tabulated("table", "tab-1-1", "Tabelle 1.1", "T", "T1.1-abcdef", "1 K", head, rows)


# -- what is in it -----------------------------------------------------------------------------
def test_every_listed_table_is_there(files):
    listed = [line["Datei"] for line in records_of(files["inhalt.csv"])]
    assert listed == [name for name in files if name.startswith("tabellen/")]


def test_code_book_explains_every_column_of_every_file(files):
    explained = {(line["Datei"], line["Spalte"]) for line in records_of(files["codebuch.csv"])}
    data = {name: rows_of(files[name])[0] for name in files if "/" in name}
    assert {(name, column) for name, head in data.items() for column in head} == explained
    assert all(line["Bedeutung"] for line in records_of(files["codebuch.csv"]))


def test_snapshot_is_the_one_the_report_names(files):
    readme = files["LIESMICH.txt"].decode("utf-8-sig")
    assert hashlib.sha256(files["schnappschuss.json"]).hexdigest() in readme


def test_snapshot_of_an_earlier_shape_is_not_said_to_have_that_hash():
    plain = json.loads(canonical_json(content(chapters=CHAPTERS)))
    sealed = stamp({**plain, "title": "in a former shape"})
    made = render_package(book_of(plain, sealed), say=lambda *_said: None).data
    with ZipFile(BytesIO(made)) as archive:
        assert "in einer früheren Form festgehalten" in archive.read("LIESMICH.txt").decode()


def test_readme_names_the_licence_and_how_to_cite(files):
    readme = files["LIESMICH.txt"].decode("utf-8-sig")
    assert "https://www.govdata.de/dl-de/by-2-0" in readme
    assert (
        "„Landkreis Musterland: Abschlussbericht Digitalstrategie Musterland, Stand 15.06.2026, dl-de/by-2-0“"
        in readme
    )


def test_workbook_has_a_sheet_for_each_table_and_data_set(files):
    book = load_workbook(BytesIO(files["tabellen.xlsx"]))
    count = sum("/" in name for name in files)
    assert len(book.sheetnames) == count + 1
    assert [row[0] for row in book["Inhalt"].iter_rows(min_row=2, values_only=True)] == (
        book.sheetnames[1:]
    )


def test_data_sets_of_materials_that_are_not_there_are_left_out():
    assert not [name for name in opened(content(chapters=CHAPTERS)) if name.startswith("daten/")]


def test_every_column_of_a_data_set_has_its_cell():
    plain = json.loads(canonical_json(full_content()))
    for each in DATA_SETS:
        assert all(len(list(row)) == len(each.columns) for row in each.read(plain)), each.name


# -- numbers -----------------------------------------------------------------------------------
@pytest.mark.behaviour("R9")
def test_costs_are_there_to_the_cent():
    costs = [
        {"year": 2026, "kind": "Sachkosten", "label": "Räume", "planned_eur": "1234.50", "actual_eur": None},
        {"year": 2027, "kind": "Personal", "label": "", "planned_eur": "0.10", "actual_eur": "0.20"},
    ]  # fmt: skip
    found = opened(content(measure(costs=costs), chapters=CHAPTERS))
    lines = records_of(found["daten/kosten.csv"])
    assert [line["geplant_eur"] for line in lines] == ["1234,5", "0,1"]
    assert [line["tatsaechlich_eur"] for line in lines] == ["", "0,2"]
    sheet = load_workbook(BytesIO(found["tabellen.xlsx"]))["kosten"]
    assert [row[4] for row in sheet.iter_rows(min_row=2, values_only=True)] == [1234.5, 0.1]


def test_protected_figures_stay_protected():
    asked = question(1, "Wie alt sind Sie?", counts=(40, 3))
    asked["counts"][1] |= {"count": None, "share": None, "is_protected": True}
    released = {**survey(asked), "is_protected": True}
    lines = records_of(opened(content(surveys=[released], chapters=CHAPTERS))["daten/umfragen.csv"])
    assert [line["anzahl"] for line in lines] == ["40", ""]
    assert lines[1]["geschuetzt"] == "geschützt"


def test_column_of_one_unit_holds_numbers():
    head, rows = typed(
        table(["Jahr", "Anteil", "Kosten"], ["2026", "12,5\N{NO-BREAK SPACE}%", "1.250.000 €"])
    )
    assert head == ["Jahr", "Anteil (%)", "Kosten (€)"]
    assert rows == [["2026", Decimal("12.5"), Decimal("1250000.0")]]


def test_counts_with_shares_become_two_columns():
    head, rows = typed(table(["Feld", "im Plan"], ["A", "3 (75 %)"], ["B", "–"]))
    assert head == ["Feld", "im Plan", "im Plan (%)"]
    assert rows == [["A", Decimal("3.0"), Decimal("75.0")], ["B", None, None]]


@pytest.mark.parametrize(
    "cells",
    [
        ("38", "2.592,00\N{NO-BREAK SPACE}km²"),  # two units
        ("geschützt", "12"),  # a word that says more than "nothing"
        ("1.1", "1.2"),  # numbers of sections
        ("31.12.2025",),
        ("–",),
    ],
)
def test_column_that_is_no_column_of_numbers_stays_as_printed(cells):
    _head, rows = typed(table(["", "x"], *(["a", cell] for cell in cells)))
    assert [row[1] for row in rows] == list(cells)


def test_table_without_rows_keeps_its_head():
    assert typed(table(["A", "B"])) == (["A", "B"], [])


# -- safety ------------------------------------------------------------------------------------
def test_cells_that_look_like_formulas_run_nothing():
    evil = measure(title="=cmd|' /C calc'!A0", card={"title": "=cmd|' /C calc'!A0"})
    found = opened(content(evil, chapters=CHAPTERS))
    assert records_of(found["daten/massnahmen.csv"])[0]["titel"].startswith("'=")
    cell = load_workbook(BytesIO(found["tabellen.xlsx"]))["massnahmen"]["B2"]
    assert cell.data_type == "s"


@pytest.mark.behaviour("R1")
def test_same_book_gives_the_same_bytes():
    document = {**full_content(), "chapters": CHAPTERS}
    with time_machine.travel("2026-06-15"):
        first = bytes_of(document)
    with time_machine.travel("2031-02-03"):
        assert bytes_of(document) == first


def test_texts_longer_than_a_cell_are_cut_in_the_workbook_only():
    long = measure(target_groups="x" * 40_000)
    found = opened(content(long, chapters=CHAPTERS))
    assert len(records_of(found["daten/massnahmen.csv"])[0]["zielgruppen"]) == 40_000
    sheet = load_workbook(BytesIO(found["tabellen.xlsx"]))["massnahmen"]
    assert max(len(str(cell.value)) for cell in sheet[2]) <= 32_767
