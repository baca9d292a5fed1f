import json
import subprocess
import sys

import pytest

from smartregion.core.untrusted import (
    NotReadable,
    decoded,
    open_workbook_safely,
    parse_json,
    parse_xml,
)
from tests.factories.hostile import (
    HOSTILE_WORKBOOKS,
    HOSTILE_XML,
    LAUGHS,
    OLE,
    WIDE,
    packed,
    sheet_with,
    workbook,
    workbook_with,
)

pytestmark = pytest.mark.slow

# What refusing a hostile file may cost: seconds of the processor, and memory of the whole process.
SECONDS, MEGABYTES = 5, 300


def refusal(read, data):
    with pytest.raises(NotReadable) as refused:
        read(data)
    assert len(refused.value.messages) == 1
    return refused.value.messages[0]


@pytest.mark.slow
@pytest.mark.behaviour("Q30", "P23")
@pytest.mark.parametrize("name", HOSTILE_XML)
def test_hostile_xml_is_refused_with_one_sentence(name):
    assert refusal(parse_xml, HOSTILE_XML[name]()).endswith(".")


@pytest.mark.slow
@pytest.mark.behaviour("Q30", "P23")
@pytest.mark.parametrize("name", HOSTILE_WORKBOOKS)
def test_hostile_workbooks_are_refused_with_one_sentence(name):
    assert refusal(open_workbook_safely, HOSTILE_WORKBOOKS[name]()).endswith(".")


@pytest.mark.parametrize(
    ("read", "data", "words"),
    [
        (parse_xml, LAUGHS, "DOCTYPE"),
        (parse_xml, b"", "leer"),
        (parse_xml, workbook(), "keine XML-Datei"),
        (parse_xml, b"<a>\n<b>\n", "unvollständig (Zeile 3)"),
        (open_workbook_safely, OLE, "alten Format (.xls)"),
        (open_workbook_safely, HOSTILE_WORKBOOKS["locked workbook"](), "Kennwort"),
        (open_workbook_safely, HOSTILE_WORKBOOKS["locked archive"](), "Kennwort"),
        (open_workbook_safely, workbook()[:-200], "beschädigt oder unvollständig"),
        (open_workbook_safely, packed(a=b"x"), "keine Arbeitsmappe"),
        (open_workbook_safely, HOSTILE_WORKBOOKS["bomb"](), "entpackt zu groß"),
        (open_workbook_safely, HOSTILE_WORKBOOKS["way out"](), "hinausführen"),
        (open_workbook_safely, workbook_with("xl/sharedStrings.xml", LAUGHS), "DOCTYPE"),
        (parse_json, b'{"a": \n]', "kein gültiges JSON (Zeile 2)"),
        (parse_json, b"[" * 100_000, "verschachtelt"),
        (parse_json, b"9" * 10_000, "kein gültiges JSON"),
        (decoded, b"a\x00b", "keine Textdatei"),
    ],
)
def test_the_sentence_says_what_is_wrong(read, data, words):
    assert words in refusal(read, data)


@pytest.mark.slow
@pytest.mark.behaviour("Q30", "P23")
def test_hostile_files_cost_neither_time_nor_memory(tmp_path):
    """In a process of its own: what was used once by this one could not be told apart."""
    files = {**HOSTILE_XML, **HOSTILE_WORKBOOKS, **WIDE}
    for name, build in files.items():
        (tmp_path / name).write_bytes(build())
    said = subprocess.run(
        [sys.executable, "-m", "tests.core.refusing", str(tmp_path)],
        capture_output=True,
        check=True,
        timeout=170,
    )
    measured = json.loads(said.stdout)
    assert set(measured["seconds"]) == set(files)
    assert {name: cost for name, cost in measured["seconds"].items() if cost > SECONDS} == {}
    assert measured["megabytes"] < MEGABYTES


@pytest.mark.slow
@pytest.mark.parametrize("name", ["far rows", "far columns", "blank rows", "links"])
def test_a_sheet_that_claims_to_be_large_is_read_as_far_as_it_says_something(name):
    assert len(open_workbook_safely(WIDE[name]()).rows("survey")) <= 10_000


def test_formulas_come_as_the_value_they_had():
    cells = open_workbook_safely(WIDE["links"]()).rows("survey")
    assert [(number, row[0]) for number, row in cells] == [(1, 7)]


def test_rows_that_say_nothing_are_left_out_and_the_others_keep_their_number():
    book = open_workbook_safely(
        sheet_with(
            '<row r="940"><c r="B940" t="str"><v>x</v></c></row><row r="941"><c r="B941"/></row>'
        )
    )
    assert [(number, row[:2]) for number, row in book.rows("survey")] == [(940, (None, "x"))]


def test_control_characters_that_were_pasted_do_not_stop_a_file():
    assert parse_xml(b"\xef\xbb\xbf<d>a\x0bb</d>").text == "ab"


def test_comments_are_no_parts_of_the_tree():
    assert [each.tag for each in parse_xml(b"<d><!-- a --><e/><?b c?></d>")] == ["e"]


def test_text_files_of_windows_are_read():
    assert decoded("für".encode("cp1252")) == decoded("für".encode("utf-8-sig")) == "für"
    assert decoded("für".encode("utf-16")) == "für"
