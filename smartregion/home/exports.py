"""The audit trail as a file."""

import io
from collections.abc import Iterable, Iterator

from django.db.models import QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from smartregion.core.csvfile import stream_table
from smartregion.core.models import AuditEntry
from smartregion.home.queries import trail


def rows(found: Iterable[AuditEntry]) -> Iterator[list[str]]:
    """Heading, then one row for each entry; moments in the county's time."""
    yield [_("Zeitpunkt"), _("Wer"), _("Was"), _("Bereich"), _("Woran"), _("Einzelheiten")]
    for line in trail.lines(found):
        at = f"{timezone.localtime(line.at):%d.%m.%Y %H:%M:%S}"
        yield [at, line.who, line.what, line.room, line.thing, line.details]


def csv(found: QuerySet[AuditEntry]) -> Iterator[bytes]:
    """Piece by piece: the trail of a year has a hundred thousand rows."""
    return stream_table(rows(found.iterator(chunk_size=1000)))


def workbook(found: QuerySet[AuditEntry]) -> bytes:
    """The same as an Excel workbook."""
    # Loads openpyxl, which takes a second, for one page that few open.
    from smartregion.core.workbook import new_sheet, new_workbook, text_cell  # noqa: PLC0415

    lines = rows(found.iterator(chunk_size=1000))
    file = io.BytesIO()
    with new_workbook() as book:
        sheet = new_sheet(
            book, pgettext("audit trail", "Protokoll"), next(lines), widths=(20, 28, 36, 22, 50, 60)
        )
        for row in lines:
            sheet.append([text_cell(sheet, value) for value in row])
        book.save(file)
    return file.getvalue()
