"""The list of participants as a file: for the door, for name badges, for the report."""

import io
from collections.abc import Callable, Iterable, Iterator

from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from participation.events.models import Registration
from smartregion.core.csvfile import cell

Column = tuple[str | Promise, Callable[[Registration], object]]

COLUMNS: dict[str, Column] = {
    "state": (gettext_lazy("Stand"), lambda one: one.get_state_display()),
    "name": (gettext_lazy("Name"), lambda one: one.name),
    "organisation": (gettext_lazy("Organisation"), lambda one: one.organisation),
    "municipality": (gettext_lazy("Gemeinde"), lambda one: one.municipality),
    "actor_group": (gettext_lazy("Gruppe"), lambda one: one.actor_group),
    "email": (gettext_lazy("E-Mail-Adresse"), lambda one: one.email),
    "way": (gettext_lazy("Teilnahme"), lambda one: one.get_way_display()),
    "needs": (gettext_lazy("Vorbereiten"), lambda one: one.needs),
    "registered_at": (
        gettext_lazy("Angemeldet am"),
        lambda one: timezone.localdate(one.registered_at),
    ),
    "came": (gettext_lazy("War da"), lambda one: _came(one)),
}
# What is in no file, and why.
LEFT_OUT = {
    "id": "a number of our own",
    "event": "the name of the file says it",
    "key": "whoever has it may cancel in the person's name",
}


def rows_of(people: Iterable[Registration]) -> Iterator[list[object]]:
    """Heading, then one row for each person."""
    yield [str(label) for label, _value in COLUMNS.values()]
    for one in people:
        yield [value(one) for _label, value in COLUMNS.values()]


def workbook(rows: Iterable[list[object]]) -> bytes:
    """The same as an Excel workbook."""
    # Loads openpyxl, which takes a second, for one page that few open.
    from smartregion.core.workbook import new_sheet, new_workbook, text_cell  # noqa: PLC0415

    heading, *people = rows
    file = io.BytesIO()
    with new_workbook() as book:
        sheet = new_sheet(book, _("Teilnehmende"), map(str, heading))
        for row in people:
            sheet.append([text_cell(sheet, _text(value)) for value in row])
        book.save(file)
    return file.getvalue()


def _text(value: object) -> str:
    """As it reads in the other file; what runs nothing needs no apostrophe here."""
    return str(value) if isinstance(value, str) else cell(value)


def _came(one: Registration) -> str:
    return {True: _("ja"), False: _("nein"), None: ""}[one.came]
