"""Figures and tables of a book as data."""

import json

import pytest

from smartregion.core.canonical import canonical_json
from smartregion.reports.rendering import book_of
from smartregion.reports.rendering.data import csv_of, data_of, grid_of, tables_of, text_of
from tests.factories.reports import full_content
from tests.reports.conftest import stamp

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def found():
    content = json.loads(canonical_json(full_content()))
    return data_of(book_of(content, stamp(content)))


def cell(markup):
    table = f'<table><caption id="tab-1">x</caption><tr><td>{markup}</td></tr></table>'
    _head, rows = grid_of(tables_of(table)["tab-1"])
    return rows[0][0]


def test_every_numbered_figure_and_table_is_there_once(found):
    labels = [each.label for each in found]
    assert len(labels) == len(set(labels)) > 10
    assert {each.kind for each in found} == {"figure", "table"}


def test_figure_has_the_numbers_of_its_chart(found):
    figure = next(each for each in found if each.title == "Wie gut ist Ihr Netz?")
    assert figure.rows[0][0] == "Antwort 1"
    assert "40" in figure.rows[0]
    assert figure.mark.startswith("A")


def test_table_has_its_head_its_rows_and_its_mark(found):
    table = next(each for each in found if each.title == "Alle Maßnahmen: Bildung")
    assert table.head == ["Nummer", "Maßnahme", "Federführung", "Zeitraum und Stand"]
    assert [row[0] for row in table.rows] == ["HF1-M01", "HF1-M02", "HF1-M03"]
    assert table.mark.startswith(f"T{table.label.removeprefix('Tabelle ')}-")


def test_rows_are_as_long_as_the_head(found):
    assert all(len(row) == len(each.head) for each in found for row in each.rows)


def test_names_of_files_are_plain(found):
    assert all(each.name.replace("-", "").isalnum() and each.name.isascii() for each in found)


def test_csv_opens_in_excel(found):
    written = csv_of(found[0])
    assert written.startswith(b"\xef\xbb\xbf")
    assert b";" in written


@pytest.mark.parametrize(
    ("markup", "text"),
    [
        ("auf&shy;ge&shy;griffen", "aufgegriffen"),
        ("<strong>Lernzentrum</strong><br>Ein Ort", "Lernzentrum Ein Ort"),
        ("<p>Erreicht</p><p>Offen</p>", "Erreicht Offen"),
        ('<span class="light light--green">✓</span> <span>im Plan</span>', "im Plan"),
        ("1.250\N{NO-BREAK SPACE}€", "1.250\N{NO-BREAK SPACE}€"),
        ("ein<em>mal</em>ig", "einmalig"),
        ("\n  <b>a</b>\n <!-- b --> c\n", "a"),
    ],
)
def test_text_of_a_cell_is_what_somebody_reads(markup, text):
    assert cell(markup).startswith(text)


def test_cell_over_two_columns_stands_in_both():
    markup = (
        '<table><caption id="tab-1">x</caption><thead><tr><th colspan="2">A</th></tr></thead>'
        "<tbody><tr><td>1</td><td>2</td></tr></tbody></table>"
    )
    assert grid_of(tables_of(markup)["tab-1"]) == (["A", "A"], [["1", "2"]])


def test_caption_is_text():
    table = tables_of('<table><caption id="tab-1"> Der  Titel </caption></table>')["tab-1"]
    assert text_of(table.find("caption")) == "Der Titel"
