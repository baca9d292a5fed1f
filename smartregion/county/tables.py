"""Reading a table of municipalities as it comes out of a spreadsheet."""

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from django.core.exceptions import ValidationError
from django.utils.translation import gettext as _

from smartregion.county.models import Municipality

COLUMNS = 7
# ASCII, because Python also takes ² and ١ for digits.
KEY = re.compile(r"\d{8}", re.ASCII)
PEOPLE = re.compile(r"\d{1,8}", re.ASCII)
AREA = re.compile(r"\d{1,5}(\.\d{1,4})?", re.ASCII)
ZONES = {
    "umland": Municipality.Zone.BELT,
    "land": Municipality.Zone.RURAL,
}


@dataclass(frozen=True)
class Town:
    """One row: everything the statistical office tells about a municipality."""

    ags: str
    name: str
    is_town: bool
    amt: str
    zone: str
    population: int
    area_km2: Decimal | None


def towns_in(table: str) -> list[Town]:
    """All rows, or ``ValidationError`` with one sentence for each row that makes no sense."""
    towns, faults = [], []
    for number, cells in _rows(table):
        try:
            towns.append(_town(cells))
        except ValueError as fault:
            faults.append(_("Zeile %(n)d: %(fault)s") % {"n": number, "fault": fault})
    if not (towns or faults):
        faults.append(_("Die Tabelle ist leer."))
    keys = [town.ags for town in towns]
    twins = sorted({key for key in keys if keys.count(key) > 1})
    faults += [
        _("Der Gemeindeschlüssel %(key)s steht mehrmals da.") % {"key": key} for key in twins
    ]
    if faults:
        raise ValidationError(faults, code="table")
    return towns


def _rows(table: str) -> Iterator[tuple[int, list[str]]]:
    """Rows with their line number; a heading and empty lines are left out."""
    separator = "\t" if "\t" in table else ";"
    for number, cells in enumerate(csv.reader(table.splitlines(), delimiter=separator), start=1):
        stripped = [cell.strip() for cell in cells]
        is_heading = number == 1 and stripped and not stripped[0].isdigit()
        if any(stripped) and not is_heading:
            yield number, stripped


def _town(cells: list[str]) -> Town:
    if len(cells) != COLUMNS:
        raise ValueError(
            _("Es sind %(found)d Spalten statt %(wanted)d.")
            % {"found": len(cells), "wanted": COLUMNS}
        )
    ags, name, is_town, amt, zone, population, area = cells
    if not KEY.fullmatch(ags):
        raise ValueError(_("Der Gemeindeschlüssel hat acht Ziffern."))
    if not name:
        raise ValueError(_("Der Name fehlt."))
    if zone.lower() not in ZONES:
        raise ValueError(_("Die Lage ist „Umland“ oder „Land“."))
    if not PEOPLE.fullmatch(_plain(population)):
        raise ValueError(_("Die Einwohnerzahl ist keine Zahl."))
    return Town(
        ags=ags,
        name=name[:80],
        is_town=is_town.lower() in {"ja", "x", "1"},
        amt=amt[:60],
        zone=ZONES[zone.lower()],
        population=int(_plain(population)),
        area_km2=_area(area),
    )


def _plain(number: str) -> str:
    return number.replace(".", "").replace(" ", "")


def _area(text: str) -> Decimal | None:
    if not text:
        return None
    plain = _plain(text).replace(",", ".")
    if not AREA.fullmatch(plain) or not (area := Decimal(plain)):
        raise ValueError(_("Die Fläche ist keine Zahl."))
    return area
