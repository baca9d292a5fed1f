"""A whole file of responses: in which format, complete or not at all."""

from importlib import import_module
from typing import IO, Any

from django.utils.translation import gettext as _

from participation.surveys.exports.facts import Facts
from participation.surveys.exports.selection import Selection
from participation.surveys.exports.watching import Say, unwatched
from participation.surveys.models import SurveyExport
from participation.surveys.queries.figures import survey_results

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
    Format.XLSX: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    Format.SAV: "application/x-spss-sav",
}


class Incomplete(Exception):
    """The file does not hold what the page of results counts; the message says so in a sentence."""


def write_file(
    selection: Selection, format_: str, facts: Facts, file: IO[bytes], say: Say = unwatched
) -> int:
    """Write all chosen responses; how many they are. Raises ``Incomplete`` rather than write too few."""
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
            _("Die Datei enthält %(written)d Antworten statt %(expected)d. Sie wird nicht angeboten.")
            % {"written": written, "expected": expected}
        )


def file_name(slug: str, format_: str) -> str:
    """How a file of responses is called on the computer of whoever takes it."""
    return f"{slug}-antworten.{format_}"
