"""A whole file of contributions: in which format, complete or not at all."""

from datetime import datetime
from importlib import import_module
from typing import IO, Any

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from participation.contributions.exports.selection import Selection
from participation.contributions.exports.tables import Table
from participation.contributions.exports.watching import Say, unwatched
from participation.contributions.models import Contribution, ContributionExport
from smartregion.core.media_types import XLSX
from smartregion.core.numbers import number

Format = ContributionExport.Format
# What writes each format; openpyxl is loaded only where somebody wants a workbook.
WRITERS = {Format.CSV: "csv_tables", Format.XLSX: "workbook"}
CONTENT_TYPES = {
    Format.CSV: "application/zip",
    Format.XLSX: XLSX,
}
ENDINGS = {Format.CSV: "zip", Format.XLSX: "xlsx"}
# What one sheet of Excel holds, its heading included.
SHEET_ROWS = 1_048_576


class Incomplete(Exception):
    """The file does not hold what the list counts; the message says so in a sentence."""


def refuse_unwritable(selection: Selection, format_: str) -> None:
    """Say at once what would fail later."""
    if not selection.n:
        raise ValidationError(_("Auf diese Auswahl passt kein Beitrag."), code="nothing")
    if format_ == Format.XLSX and selection.n >= SHEET_ROWS:
        raise ValidationError(
            _("Ein Excel-Blatt fasst höchstens %(rows)s Zeilen. Bitte wählen Sie CSV.")
            % {"rows": number(SHEET_ROWS)},
            code="too_large",
        )


def write_file(
    selection: Selection, format_: str, file: IO[bytes], *, at: datetime, say: Say = unwatched
) -> int:
    """Write all chosen contributions; how many they are. Raises ``Incomplete`` rather than write too few."""
    written = 0

    def count(table: Table, rows: int) -> None:
        nonlocal written
        written += rows if table.model is Contribution else 0
        say(table, rows)

    writer: Any = import_module(f"participation.contributions.exports.{WRITERS[Format(format_)]}")
    writer.write(selection, file, at=at, say=count)
    if written < selection.n:
        raise Incomplete(
            _(
                "Die Datei enthält %(written)d Beiträge statt %(expected)d. Sie wird nicht angeboten."
            )
            % {"written": written, "expected": selection.n}
        )
    return written


def file_name(export: ContributionExport) -> str:
    """How the file is called on the computer of whoever takes it."""
    ending = ENDINGS[Format(export.format)]
    return f"beitraege-{export.ordered_at:%Y-%m-%d}.{ending}"
