"""A cross-tab as a table for a spreadsheet: figures, bases, and what they rest on."""

from collections.abc import Iterator, Sequence
from datetime import date

from django.utils.translation import gettext as _

from participation.surveys.crosstabs.tables import Cell, Crosstab
from participation.surveys.crosstabs.words import (
    association_sentences,
    base_sentence,
    origin_sentences,
    suppressed_sentence,
)


def crosstab_rows(table: Crosstab, *, on: date) -> Iterator[Sequence[object]]:
    """One line for each cell, so that filters and pivot tables work with it."""
    yield [
        _("Zeile"), _("Antwort (Zeile)"), _("Spalte"), _("Antwort (Spalte)"),
        _("Anzahl gewichtet") if table.weighting else _("Anzahl"),
        _("Zeilenprozent"), _("Spaltenprozent"),
        _("Personen in der Spalte"), _("Personen in der Zeile"), _("Anmerkung"),
    ]  # fmt: skip
    for row, cells in table.by_row:
        for column, cell in zip(table.columns.lines, cells, strict=True):
            bases = (column.people, row.people)
            yield [
                row.code,
                row.label,
                column.code,
                column.label,
                *_figures(cell),
                *bases,
                _remark(cell),
            ]
    yield []
    for sentence in _notes(table, on):
        yield [sentence]


def _figures(cell: Cell) -> tuple[float | None, float | None, float | None]:
    shares = (cell.row_share, cell.column_share)
    row, column = (None if share is None else round(100 * share, 4) for share in shares)
    return cell.count, row, column


def _remark(cell: Cell) -> str:
    return _("zu wenige Personen") if cell.is_suppressed else ""


def _notes(table: Crosstab, on: date) -> Iterator[str]:
    yield base_sentence(table)
    yield from origin_sentences(table, on=on)
    yield _("Umfrage: %(survey)s, Datenstand: %(state)s") % {
        "survey": table.source.survey,
        "state": table.source.state,
    }
    if hidden := suppressed_sentence(table):
        yield hidden
    yield from association_sentences(table)
