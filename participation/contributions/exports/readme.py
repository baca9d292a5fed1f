"""What a file says about itself: what it holds, and what each column means."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.contributions.exports.rows import choices_of
from participation.contributions.exports.selection import Selection
from participation.contributions.exports.tables import tables


@dataclass(frozen=True)
class Described:
    """A column as the list of columns shows it."""

    table: str
    column: str
    about: str
    values: str


def facts(selection: Selection, *, at: datetime) -> list[tuple[str, str]]:
    """What the file is, in pairs of a word and what it says."""
    moment = date_format(timezone.localtime(at), "DATETIME_FORMAT")
    return [
        (_("Inhalt"), _("Beiträge aus der Beteiligung")),
        (_("Herkunft"), settings.PUBLIC_URL),
        (_("Stand"), moment),
        (_("Auswahl"), selection.words),
        (_("Beiträge"), str(selection.n)),
        (_("Personenbezogene Angaben"), _protection(selection)),
    ]


def _protection(selection: Selection) -> str:
    if selection.with_personal_data:
        return _(
            "Enthalten. Diese Datei ist nur für den genannten Zweck und darf nicht weitergegeben werden."
        )
    return _("Nicht enthalten. Namen sind die öffentlich gezeigten; verborgene Texte fehlen.")


def described(*, personal: bool) -> Iterator[Described]:
    """Every column of every table."""
    for table in tables:
        for column in table.columns_for(personal=personal):
            words = choices_of(table.model, column.field).values()
            yield Described(table.name, column.name, str(column.about), ", ".join(words))


def text(selection: Selection, *, at: datetime) -> str:
    """All of it as a text to read."""
    lines = [f"{word}: {says}" for word, says in facts(selection, at=at)]
    by_name = {table.name: table.title for table in tables}
    table = ""
    for one in described(personal=selection.with_personal_data):
        if one.table != table:
            table = one.table
            lines += ["", f"{table}.csv – {by_name[table]}", ""]
        lines.append(f"  {one.column}: {one.about}" + (f" ({one.values})" if one.values else ""))
    return "\r\n".join([*lines, ""])
