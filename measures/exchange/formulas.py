"""Cells that show no value: formulas that failed, or whose result nobody has ever stored."""

from io import BytesIO
from typing import Any
from zipfile import ZipFile

from django.utils.translation import gettext as _

from smartregion.core.untrusted import MOST_COLUMNS, MOST_ROWS

# How formulas and failed ones look in the parts of a workbook.
TRACES = (b"<f>", b"<f ", b't="e"')
Cells = dict[tuple[int, int], str]


def broken_cells(data: bytes, titles: list[str]) -> dict[str, Cells]:
    """By sheet, and in it by line and place, a sentence for each; most files have no formula at all.

    The file is one that may be opened (``open_workbook_safely``).
    """
    with ZipFile(BytesIO(data)) as archive:
        parts = (archive.read(name) for name in archive.namelist() if "worksheets/" in name)
        if not any(trace in part for part in parts for trace in TRACES):
            return {}
    # Takes a fifth of a second to import; only who has formulas needs it.
    from openpyxl import load_workbook  # noqa: PLC0415

    written, solved = (
        load_workbook(BytesIO(data), read_only=True, data_only=is_solved)
        for is_solved in (False, True)
    )
    return {title: dict(_broken(written[title], solved[title])) for title in titles}


def _broken(written: Any, solved: Any) -> Any:
    window = {"max_row": MOST_ROWS, "max_col": MOST_COLUMNS}
    lines = zip(written.iter_rows(**window), solved.iter_rows(**window), strict=False)
    for line, (row, values) in enumerate(lines, 1):
        for place, (cell, value) in enumerate(zip(row, values, strict=False), 1):
            if value.data_type == "e":
                reason = _("Die Formel in dieser Zelle ergibt einen Fehler (%(cell)s).")
                yield (line, place), reason % {"cell": value.value}
            elif cell.data_type == "f" and value.value is None:
                yield (
                    (line, place),
                    _(
                        "In dieser Zelle steht eine Formel ohne Ergebnis. Bitte tragen Sie den Wert ein."
                    ),
                )
