"""Rows of sheets as they leave, and the list of measures as CSV."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django.conf import settings
from django.utils.translation import override

from measures.exchange.book import PROFILE
from measures.exchange.known import Known
from measures.exchange.sheets import HangingSheet, Sheet
from measures.models import Measure


def rows_of_sheet(
    sheet: Sheet, measures: Sequence[Measure], *, internal: bool
) -> Iterator[tuple[str, Any]]:
    """Each row with the number of its measure; without ``internal`` only what everybody may read."""
    keys = {measure.pk for measure in measures}
    for measure in measures:
        if not isinstance(sheet, HangingSheet):
            yield measure.number, measure
            continue
        for row in sheet.stored_at(measure):
            if internal or sheet.is_public(row, keys):
                yield measure.number, row


def measure_table(measures: Sequence[Measure], *, on: date) -> list[list[Any]]:
    """The sheet of measures as everybody may read it, one line a measure below the heading."""
    with override(settings.LANGUAGE_CODE):
        known, columns = Known(on), PROFILE.shown(internal=False)
        lines = [[column.to_cell(column.of(row), known) for column in columns] for row in measures]
        return [[column.heading for column in columns], *lines]
