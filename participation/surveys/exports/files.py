"""A whole file of responses: in which format, complete or not at all."""

from importlib import import_module
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.surveys.exports.facts import Facts
from participation.surveys.exports.rows import heading
from participation.surveys.exports.selection import Selection
from participation.surveys.exports.watching import Say, unwatched
from participation.surveys.models import SurveyExport
from participation.surveys.queries.figures import survey_results
from smartregion.core.media_types import XLSX
from smartregion.core.numbers import number

Format = SurveyExport.Format
# What writes each format. They are loaded when they are needed: pandas and openpyxl take seconds and 80 MB,
# which no web process shall spend that only shows pages.
WRITERS = {
    Format.CSV: "csv_table",
    Format.JSON: "responses_json",
    Format.XLSX: "xlsx",
    Format.SAV: "sav",
}
CONTENT_TYPES = {
    Format.CSV: "text/csv; charset=utf-8",
    Format.JSON: "application/json",
    Format.XLSX: XLSX,
    Format.SAV: "application/x-spss-sav",
}
# What one sheet of Excel holds, its heading included.
SHEET_ROWS, SHEET_COLUMNS = 1_048_576, 16_384


class Incomplete(Exception):
    """The file does not hold what the page of results counts; the message says so in a sentence."""


def refuse_too_large(selection: Selection, format_: str) -> None:
    """Excel would cut the rest off without a word."""
    rows, columns = selection.n, len(heading(selection))
    if format_ == Format.XLSX and (rows >= SHEET_ROWS or columns > SHEET_COLUMNS):
        raise ValidationError(
            _(
                "Ein Excel-Blatt fasst höchstens %(rows)s Zeilen und %(columns)s Spalten. Bitte wählen Sie CSV oder SPSS, oder filtern Sie die Antworten."
            )
            % {"rows": number(SHEET_ROWS), "columns": number(SHEET_COLUMNS)},
            code="too_large",
        )


def write_file(
    selection: Selection, format_: str, facts: Facts, file: IO[bytes], say: Say = unwatched
) -> int:
    """Write all chosen responses; how many they are. Raises ``Incomplete`` rather than write too few."""
    refuse_too_large(selection, format_)
    writer: Any = import_module(f"participation.surveys.exports.{WRITERS[Format(format_)]}")
    written: int = writer.write(selection, facts, file, say)
    check_complete(selection, facts, written)
    return written


def check_complete(selection: Selection, facts: Facts, written: int) -> None:
    """Compare with what the page of results says of the same responses.

    Answers may have come or gone since; then what was chosen at the beginning counts.
    """
    results = survey_results(selection.survey, chosen=selection.chosen)
    expected = results.responses if str(results.state) == facts.state else selection.n
    if not written == selection.n == expected:
        raise Incomplete(
            _(
                "Die Datei enthält %(written)d Antworten statt %(expected)d. Sie wird nicht angeboten."
            )
            % {"written": written, "expected": expected}
        )


def file_name(slug: str, format_: str) -> str:
    """How a file of responses is called on the computer of whoever takes it."""
    return f"{slug}-antworten.{format_}"
