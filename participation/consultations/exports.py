"""The table of considerations as a file for a spreadsheet."""

from collections.abc import Iterator, Sequence

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.consultations.queries import Row


def header() -> list[str]:
    """The headings of the columns that ``lines`` fills."""
    return [
        _("Nr."),
        _("Stelle im Entwurf"),
        _("Wortlaut"),
        _("Eingang"),
        _("Weg"),
        _("Von"),
        _("Gemeinde"),
        _("Stellungnahme"),
        _("Abwägung"),
        _("Begründung"),
        _("Antwortende Stelle"),
        _("Abgewogen am"),
    ]


def lines(rows: Sequence[Row]) -> Iterator[list[str]]:
    """One line for each comment, in the order of the table on the page."""
    for number, row in enumerate(rows, start=1):
        said = row.said
        yield [
            str(number),
            str(row.spot),
            row.comment.quote,
            date_format(said.written_at, "SHORT_DATE_FORMAT"),
            row.channel,
            said.author,
            said.municipality,
            _("von der Moderation ausgeblendet") if said.is_hidden else said.text,
            said.badge.label,
            said.answer.reason if said.answer else "",
            said.answer.office if said.answer else "",
            date_format(said.answer.at, "SHORT_DATE_FORMAT") if said.answer else "",
        ]
