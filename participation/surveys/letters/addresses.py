"""Lists of addresses for letters: read, checked, printed, and never stored anywhere.

Columns are fixed. A list with more (an age, a note about somebody) is refused, so that nothing comes in
that the letters do not need.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.csvfile import Column, Delimiter, Encoding, Row, RowError, Table, read_table
from smartregion.core.pdf.series import unprintable

NAME, STREET, POSTCODE, PLACE, CODE = "Name", "Straße", "PLZ", "Ort", "Zugangscode"
ADDRESS = (
    Column(NAME, also=("Vor- und Nachname", "Empfänger", "Name 1"), required=True),
    Column(STREET, also=("Straße und Hausnummer", "Strasse", "Anschrift"), required=True),
    Column(POSTCODE, also=("Postleitzahl",), required=True),
    Column(PLACE, also=("Wohnort", "Stadt", "Gemeinde"), required=True),
)
WITH_CODE = (Column(CODE, also=("Code",), required=True), *ADDRESS)
LONGEST = 60
# Of one list. Printing it takes 20 seconds on two cores that do nothing else.
MOST_LETTERS = 5_000
TOO_MANY = gettext_lazy(
    "Die Liste hat %(found)d Adressen, auf einmal sind %(most)d möglich. Teilen Sie sie in mehrere Dateien."
)


@dataclass(frozen=True)
class Address:
    """Where a letter goes to; the code only where it was handed out before."""

    name: str
    street: str
    postcode: str
    place: str
    code: str = ""

    @property
    def lines(self) -> tuple[str, str, str]:
        return self.name, self.street, f"{self.postcode} {self.place}"


@dataclass(frozen=True)
class AddressList:
    """What was read, or everything that is wrong with it."""

    addresses: Sequence[Address] = ()
    faults: Sequence[RowError] = field(default=())


def read_addresses(
    data: bytes, *, encoding: Encoding, delimiter: Delimiter, with_codes: bool = False
) -> AddressList:
    """All addresses of a file, in its order; none as long as a single line is wrong."""
    columns = WITH_CODE if with_codes else ADDRESS
    table = read_table(data, encoding=encoding, delimiter=delimiter, columns=columns)
    faults = [*table.errors, *_faults(table)]
    if faults:
        return AddressList(faults=sorted(faults, key=lambda fault: fault.line))
    return AddressList([_address(row) for row in table.rows])


def _address(row: Row) -> Address:
    cells = row.cells
    return Address(
        cells[NAME], cells[STREET], cells[POSTCODE], cells[PLACE], code=cells.get(CODE, "")
    )


def _faults(table: Table) -> Iterator[RowError]:
    if len(table.rows) > MOST_LETTERS:
        yield RowError(0, "", TOO_MANY % {"found": len(table.rows), "most": MOST_LETTERS})
    seen: dict[tuple[str, ...], int] = {}
    for row in table.rows:
        yield from _cell_faults(row)
        key = tuple(cell.casefold() for cell in row.cells.values())
        first = seen.setdefault(key, row.line)
        if first != row.line:
            reason = _("Diese Adresse steht schon in Zeile %d.") % first
            yield RowError(row.line, "", reason)


def _cell_faults(row: Row) -> Iterable[RowError]:
    for column, cell in row.cells.items():
        if not cell:
            yield RowError(row.line, column, _("Diese Zelle ist leer."))
        elif len(cell) > LONGEST:
            reason = _("Das sind mehr als %d Zeichen; so viel passt nicht in das Anschriftfeld.")
            yield RowError(row.line, column, reason % LONGEST)
        elif strange := unprintable(cell):
            reason = _("Diese Zeichen kann der Brief nicht drucken: %s")
            yield RowError(row.line, column, reason % " ".join(sorted(strange)))
        elif column == POSTCODE and not (cell.isascii() and cell.isdigit() and len(cell) == 5):
            yield RowError(row.line, column, _("Eine Postleitzahl hat fünf Ziffern."))
