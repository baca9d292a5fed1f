"""CSV files of offices: what is wrong is named, what is ambiguous is refused, nothing is guessed."""

from datetime import date
from decimal import Decimal

import pytest

from smartregion.core import csvfile
from smartregion.core.csvfile import Column, Delimiter, Encoding, read_number, read_table

pytestmark = pytest.mark.slow

COLUMNS = (
    Column("name", required=True),
    Column("people", also=("Einwohnerzahl",)),
    Column("area"),
)


def table(text: str | bytes, encoding=Encoding.UTF8, delimiter=Delimiter.SEMICOLON):
    data = text.encode() if isinstance(text, str) else text
    return read_table(data, encoding=encoding, delimiter=delimiter, columns=COLUMNS)


def faults(*args, **kwargs) -> list[tuple[int, str]]:
    return [(error.line, error.column) for error in table(*args, **kwargs).errors]


def reasons(*args, **kwargs) -> str:
    return " ".join(error.reason for error in table(*args, **kwargs).errors)


# -- what is read --------------------------------------------------------------------------
def test_rows_are_named_by_their_column_and_line() -> None:
    read = table("name;people;area\nBrück;4120;83\n\n Golzow ; 1270 ;47\n")
    assert not read.errors
    assert read.columns == ["name", "people", "area"]
    assert [(row.line, row.cells["name"], row.cells["people"]) for row in read.rows] == [
        (2, "Brück", "4120"),
        (4, "Golzow", "1270"),
    ]


@pytest.mark.parametrize(
    "data",
    [
        "\ufeffname;people\nBrück;1\n".encode(),
        b"name;people\r\nBr\xc3\xbcck;1\r\n",
        b"name;people\rBr\xc3\xbcck;1\r",
        '"name";"people"\n"Brück";"1"'.encode(),
        "NAME;Einwohnerzahl;;\nBrück;1;;\n;;;\n".encode(),
    ],
    ids=["byte order mark", "Windows", "old Mac", "quoted", "empty columns, other heading"],
)
def test_files_of_all_programs_are_read(data) -> None:
    read = table(data)
    assert not read.errors
    assert [row.cells for row in read.rows] == [{"name": "Brück", "people": "1"}]


def test_cell_with_line_break_keeps_the_line_numbers_right() -> None:
    read = table('name;people\n"Groß\nKreutz";1\nBrück;2\n')
    assert [row.line for row in read.rows] == [2, 4]


def test_windows_file_is_read_as_windows() -> None:
    read = table("name;people\nGörzke;1\n".encode("cp1252"), encoding=Encoding.WINDOWS)
    assert read.rows[0].cells["name"] == "Görzke"


@pytest.mark.parametrize(("delimiter", "sign"), [(Delimiter.COMMA, ","), (Delimiter.TAB, "\t")])
def test_other_delimiters(delimiter, sign) -> None:
    read = table(f"name{sign}people\nBrück{sign}1\n", delimiter=delimiter)
    assert read.rows[0].cells == {"name": "Brück", "people": "1"}


# -- what is refused -----------------------------------------------------------------------
@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf"])
def test_empty_file_is_said(data) -> None:
    assert "leer" in reasons(data)


def test_heading_without_rows_is_said() -> None:
    assert "keine einzige Zeile" in reasons("name;people\n")


def test_wrong_encoding_names_the_lines_and_the_other_choice() -> None:
    data = "name;people\nBrück;1\nGolzow;2\nGörzke;3\n".encode("cp1252")
    assert faults(data) == [(0, ""), (2, ""), (4, "")]
    assert "Windows-1252" in reasons(data)


def test_utf8_taken_for_windows_names_the_lines_and_the_other_choice() -> None:
    data = "name;people\nBrück;1\nGolzow;2\n"
    assert faults(data, encoding=Encoding.WINDOWS) == [(0, ""), (2, "")]
    assert "UTF-8" in reasons(data, encoding=Encoding.WINDOWS)


def test_bytes_of_no_encoding_are_said() -> None:
    assert "keinem Zeichensatz" in reasons(b"name;people\nBr\x81ck;1\n")


@pytest.mark.parametrize(
    ("data", "word"),
    [
        ("name;people\nBrück;1\n".encode("utf-16"), "UTF-16"),
        (b"PK\x03\x04....", "Arbeitsmappe"),
        (b"name;people\nBr\x00ck;1\n", "Nullbytes"),
        (b"x" * (csvfile.MAX_BYTES + 1), "2 MB"),
    ],
    ids=["UTF-16", "workbook", "NUL", "too large"],
)
def test_other_formats_are_refused_in_words(data, word) -> None:
    read = table(data)
    assert not read.rows
    assert word in read.errors[0].reason


def test_too_many_rows_are_refused(monkeypatch) -> None:
    monkeypatch.setattr(csvfile, "MAX_ROWS", 3)
    assert "mehr als 3 Zeilen" in reasons("name\n" + "Brück\n" * 4)


def test_thousands_of_columns_are_not_even_looked_at() -> None:
    assert "mehr als 500 Spalten" in reasons(";".join(["x"] * 501))


@pytest.mark.parametrize(
    ("text", "chosen", "advice"),
    [
        ("name,people\nBrück,1\n", Delimiter.SEMICOLON, "Komma"),
        ("name;people\nBrück;1\n", Delimiter.COMMA, "Semikolon"),
        ("name\tpeople\nBrück\t1\n", Delimiter.SEMICOLON, "Tabulator"),
    ],
)
def test_wrong_delimiter_names_the_right_one(text, chosen, advice) -> None:
    assert advice in reasons(text, delimiter=chosen)


def test_missing_unknown_and_double_columns_are_named() -> None:
    assert faults("people;area\n1;2\n") == [(1, "name")]
    assert faults("name;peopel;wood\nBrück;1;2\n") == [(1, "peopel"), (1, "wood")]
    assert "„people“" in reasons("name;peopel\nBrück;1\n")
    assert faults("name;people;Einwohnerzahl\nBrück;1;2\n") == [(1, "Einwohnerzahl")]


def test_every_row_of_the_wrong_width_is_named() -> None:
    assert faults("name;people\nBrück\nGolzow;1\nLinthe;1;2\nWollin;1;\n") == [(2, ""), (4, "")]


def test_open_quotation_mark_is_named_and_later_lines_are_still_read() -> None:
    assert faults('name;people\n"Brück"x;1\nGolzow;2\n"Linthe;3\n') == [(2, ""), (4, "")]


# -- numbers -------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("1.234,5", "1234.5"),
        ("1234.5", "1234.5"),
        ("1234,5", "1234.5"),
        ("1,234.5", "1234.5"),
        ("1 234,5", "1234.5"),
        ("1\N{NARROW NO-BREAK SPACE}234", "1234"),
        ("1.234.567", "1234567"),
        ("1234,567", "1234.567"),
        ("0,123", "0.123"),
        ("0.123", "0.123"),
        ("12", "12"),
        ("-3", "-3"),
        ("\N{MINUS SIGN}3", "-3"),
    ],
)
def test_numbers_are_read_in_both_notations(text, value) -> None:
    assert read_number(text) == Decimal(value)


@pytest.mark.parametrize(("text", "value"), [("19.530", 19530), ("1,000", 1000), ("7,0", 7)])
def test_where_only_whole_numbers_make_sense_a_thousand_is_a_thousand(text, value) -> None:
    assert read_number(text, whole=True) == value


@pytest.mark.parametrize("text", ["1.234", "1,234", "-1.234"])
def test_number_with_two_meanings_is_refused_with_both(text) -> None:
    with pytest.raises(ValueError, match=r"1234 oder 1,234 heißen. Schreiben Sie 1234 oder 1,2340"):
        read_number(text)


@pytest.mark.parametrize(
    "text", ["viele", "12a", "1e5", "١٢", "1.23.456", "12 34", "1,2,3", "--3", "1.234,5.6", "∞"]
)
def test_what_is_no_number_is_refused(text) -> None:
    with pytest.raises(ValueError, match="keine Zahl"):
        read_number(text)


@pytest.mark.parametrize("sign", ["-", ".", "x", "…"])
def test_signs_of_statistics_are_no_numbers(sign) -> None:
    with pytest.raises(ValueError, match="leer lassen"):
        read_number(sign)


def test_half_a_person_is_refused() -> None:
    with pytest.raises(ValueError, match="ganze Zahl"):
        read_number("12,5", whole=True)


# -- writing -------------------------------------------------------------------------------
def test_written_table_opens_in_excel_and_is_read_back() -> None:
    rows = [["name", "people", "area"], ["Groß Kreutz (Havel)", Decimal("8360.00"), 98.5]]
    data = csvfile.write_table(rows)
    assert data.startswith(b"\xef\xbb\xbf")
    assert table(data).rows[0].cells == {
        "name": "Groß Kreutz (Havel)",
        "people": "8360",
        "area": "98,5",
    }


@pytest.mark.parametrize("evil", ["=1+1", "+A1", "-2+3", "@SUM(A1)", "\t=1", "\r=1"])
def test_formulas_become_text(evil) -> None:
    written = csvfile.write_table([[evil]]).decode("utf-8-sig").strip('"\r\n')
    assert written.startswith("'")


def test_days_and_gaps_are_written_in_german() -> None:
    written = csvfile.write_table([[date(2024, 12, 31), None, 0]]).decode("utf-8-sig")
    assert written == "31.12.2024;;0\r\n"
