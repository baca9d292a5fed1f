"""From a file to a plan: what a CSV file says, what is wrong with it, and what storing it would do.

Nothing is written here. ``check_figures`` reads and judges the file, ``plan_of`` compares its figures
with what is stored. The plan has a fingerprint of what it saw stored: the action stores a plan only if
the database still looks like that, so what was shown is what happens.
"""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from difflib import get_close_matches
from itertools import groupby

from django.db.models import QuerySet
from django.utils.translation import gettext as _

from smartregion.core.csvfile import (
    Column,
    Delimiter,
    Encoding,
    Row,
    RowError,
    read_number,
    read_table,
)
from smartregion.county.models import Municipality
from strategy.models import Characteristic, StructureFigure

KEY, NAME = "schluessel", "name"
# As many digits as the column of the table holds.
LARGEST = Decimal(10) ** 10
DECIMALS = 4


@dataclass(frozen=True)
class NewFigure:
    """A figure as a file says it."""

    line: int
    municipality: Municipality
    characteristic: Characteristic
    value: Decimal

    @property
    def text(self) -> str:
        return self.characteristic.written(self.value)


@dataclass(frozen=True)
class Checked:
    """What a file says and what is wrong with it. With a single error nothing of it is stored."""

    figures: list[NewFigure]
    errors: list[RowError]


def columns() -> list[Column]:
    """Key and name, and every characteristic under its short or its full name."""
    characteristics = [
        Column(characteristic.code, also=(characteristic.title,))
        for characteristic in Characteristic.objects.all()
    ]
    return [
        Column(KEY, also=("schlüssel", "gemeindeschlüssel", "ags"), required=True),
        Column(NAME, also=("gemeinde",), required=True),
        *characteristics,
    ]


def template_rows() -> list[list[str]]:
    """An empty table to fill in: the municipalities by key and name, the characteristics as columns."""
    head = [column.name for column in columns()]
    gaps = [""] * (len(head) - 2)
    return [head, *([town.ags, town.name, *gaps] for town in Municipality.objects.all())]


# -- what the file says ------------------------------------------------------------------------
def check_figures(data: bytes, *, encoding: Encoding, delimiter: Delimiter) -> Checked:
    """All figures of a file, and every fault with its line and column."""
    table = read_table(data, encoding=encoding, delimiter=delimiter, columns=columns())
    judge = _Judge(errors=list(table.errors))
    figures = [figure for row in table.rows for figure in judge.figures_in(row)]
    if not (figures or judge.errors):
        judge.errors.append(RowError(0, "", _("In der Datei steht keine einzige Zahl.")))
    return Checked(figures, sorted(judge.errors, key=lambda error: error.line))


class _Judge:
    """Judges row by row, because a municipality may stand in a file only once."""

    def __init__(self, errors: list[RowError]) -> None:
        self.errors = errors
        self.towns = {town.ags: town for town in Municipality.objects.all()}
        self.characteristics = {one.code: one for one in Characteristic.objects.all()}
        self.lines: dict[str, int] = {}

    def figures_in(self, row: Row) -> Iterable[NewFigure]:
        town = self._town(row)
        # Also where the municipality is wrong: every fault of a row is named at once.
        for code, cell in row.cells.items():
            if code in (KEY, NAME) or not cell:
                continue
            try:
                value = _value(cell, self.characteristics[code])
            except ValueError as fault:
                self.errors.append(RowError(row.line, code, str(fault)))
            else:
                if town:
                    yield NewFigure(row.line, town, self.characteristics[code], value)

    def _town(self, row: Row) -> Municipality | None:
        key, name = row.cells[KEY].replace(" ", ""), row.cells[NAME]
        town = self.towns.get(key)
        if town is None or _folded(town.name) != _folded(name):
            column = NAME if town else KEY
            self.errors.append(RowError(row.line, column, self._stranger(key, name, town)))
            return None
        if key in self.lines:
            reason = _("Diese Gemeinde steht schon in Zeile %(n)d.") % {"n": self.lines[key]}
            self.errors.append(RowError(row.line, KEY, reason))
            return None
        self.lines[key] = row.line
        return town

    def _stranger(self, key: str, name: str, town: Municipality | None) -> str:
        if town:
            reason = _("Der Schlüssel %(key)s gehört zu „%(town)s“, hier steht „%(name)s“.")
            return reason % {"key": key, "town": town.name, "name": name}
        reason = _("Eine Gemeinde mit dem Schlüssel „%(key)s“ gibt es nicht.") % {"key": key[:20]}
        by_name = {_folded(town.name): town for town in self.towns.values()}
        near = get_close_matches(_folded(name), by_name, n=1, cutoff=0.6)
        if not near:
            return reason
        meant = by_name[near[0]]
        hint = _("Ist „%(town)s“ gemeint? Der Schlüssel dazu ist %(key)s.")
        return f"{reason} {hint % {'town': meant.name, 'key': meant.ags}}"


def _folded(name: str) -> str:
    return " ".join(name.split()).casefold()


def _value(cell: str, characteristic: Characteristic) -> Decimal:
    is_share = characteristic.kind == Characteristic.Kind.SHARE
    value = read_number(cell.rstrip("% ") if is_share else cell, whole=characteristic.is_whole)
    if value < 0:
        raise ValueError(_("Die Zahl ist negativ. Das kann hier nicht sein."))
    if is_share and value > 100:
        raise ValueError(_("Ein Anteil kann nicht über 100 Prozent liegen."))
    if value >= LARGEST:
        raise ValueError(_("Die Zahl ist zu groß."))
    if value != round(value, DECIMALS):
        raise ValueError(_("Die Zahl hat mehr als vier Nachkommastellen."))
    return value


# -- what storing it would do ------------------------------------------------------------------
@dataclass(frozen=True)
class Change:
    """A figure of the file beside the one stored for the same day, and beside the one before it."""

    new: NewFigure
    stored: StructureFigure | None
    before: StructureFigure | None
    source: str

    @property
    def is_new(self) -> bool:
        return self.stored is None

    @property
    def is_unchanged(self) -> bool:
        stored = self.stored
        return bool(stored and (stored.value, stored.source) == (self.new.value, self.source))

    @property
    def is_changed(self) -> bool:
        return not (self.is_new or self.is_unchanged)

    @property
    def only_source(self) -> bool:
        return bool(self.stored and self.stored.value == self.new.value)

    @property
    def old_text(self) -> str:
        return self.new.characteristic.written(self.stored.value) if self.stored else ""

    @property
    def before_text(self) -> str:
        return self.new.characteristic.written(self.before.value) if self.before else ""


@dataclass(frozen=True)
class _Changes:
    changes: list[Change]

    @property
    def new(self) -> list[Change]:
        return [change for change in self.changes if change.is_new]

    @property
    def changed(self) -> list[Change]:
        return [change for change in self.changes if change.is_changed]

    @property
    def unchanged(self) -> list[Change]:
        return [change for change in self.changes if change.is_unchanged]


@dataclass(frozen=True)
class PlannedRow(_Changes):
    """A row of the file with what becomes of its figures."""

    line: int
    municipality: Municipality


@dataclass(frozen=True)
class Plan(_Changes):
    """What accepting a checked file would store."""

    as_of: date
    source: str

    @property
    def rows(self) -> list[PlannedRow]:
        return [
            PlannedRow(changes, line, changes[0].new.municipality)
            for line, group in groupby(self.changes, key=lambda change: change.new.line)
            if (changes := list(group))
        ]

    @property
    def characteristics(self) -> list[Characteristic]:
        found = {change.new.characteristic.pk: change.new.characteristic for change in self.changes}
        return list(found.values())

    @property
    def fingerprint(self) -> str:
        """Of what is stored now; it differs as soon as somebody else has written one of the figures."""
        seen = [
            (
                change.new.municipality.ags,
                change.new.characteristic.code,
                f"{change.stored.value.normalize():f}" if change.stored else None,
                change.stored.source if change.stored else None,
            )
            for change in self.changes
        ]
        return hashlib.sha256(json.dumps(seen).encode()).hexdigest()


def plan_of(
    figures: Iterable[NewFigure],
    *,
    as_of: date,
    source: str,
    stored: QuerySet[StructureFigure] | None = None,
) -> Plan:
    """Compare figures with what is stored; ``stored`` lets an action lock the rows it compares."""
    wanted = list(figures)
    rows = StructureFigure.objects.all() if stored is None else stored
    known = _up_to(as_of, rows.filter(characteristic__in={new.characteristic for new in wanted}))
    changes = []
    for new in wanted:
        days = known.get((new.characteristic.pk, new.municipality.pk), [])
        same_day = next((figure for figure in days if figure.as_of == as_of), None)
        before = next((figure for figure in days if figure.as_of < as_of), None)
        changes.append(Change(new, same_day, before, source))
    return Plan(changes, as_of, source)


def _up_to(
    day: date, figures: QuerySet[StructureFigure]
) -> dict[tuple[int, int], list[StructureFigure]]:
    """What is known up to a day, the newest first."""
    known: dict[tuple[int, int], list[StructureFigure]] = {}
    for figure in figures.filter(as_of__lte=day).order_by("-as_of"):
        known.setdefault((figure.characteristic_id, figure.municipality_id), []).append(figure)
    return known
