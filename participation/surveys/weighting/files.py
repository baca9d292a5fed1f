"""Margins of the population as a table between an office and its spreadsheet.

    frage;antwort;bezeichnung;personen;quelle
    alter;u18;unter 18 Jahre;36.120;Statistischer Bericht A I 3
    alter;65_79 + 80plus;;48.900;

One line for each group; ``antwort`` is the code or the wording of an answer, or several with " + " between them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from django.utils.translation import gettext as _

from participation.surveys.crosstabs.axes import (
    ZONE,
    Dividing,
    UnknownAxis,
    asked_as,
    place_question,
)
from participation.surveys.document.questionnaire import Type
from participation.surveys.statistics.crosstab import Axis
from participation.surveys.weighting.margins import PeopleGroup, PeopleMargin
from smartregion.core.csvfile import (
    Column,
    Delimiter,
    Encoding,
    Row,
    RowError,
    read_number,
    read_table,
)

COLUMNS = (
    Column("frage", required=True),
    Column("antwort", required=True),
    Column("bezeichnung"),
    Column("personen", also=("einwohner", "anzahl"), required=True),
    Column("quelle"),
)
AND = " + "
# Nobody counts more people than that, and sums stay exact.
MOST_PEOPLE = 1_000_000_000
LONGEST_SOURCE = 200
# Questions whose answers statistics know how many people would give.
KINDS = (Type.SINGLE, Type.DROPDOWN, Type.YES_NO, Type.SCALE, Type.MUNICIPALITY)


@dataclass(frozen=True)
class Checked:
    """What a file says; only without errors may it be stored."""

    margins: tuple[PeopleMargin, ...]
    errors: list[RowError]


@dataclass
class _Draft:
    """A margin while its lines are read."""

    axis: Axis
    line: int
    source: str = ""
    groups: list[PeopleGroup] = field(default_factory=list)
    taken: set[str] = field(default_factory=set)


def margin_axis(people: Dividing, name: str) -> Axis:
    """The axis of a question that can have margins; raises ``UnknownAxis`` for any other."""
    asked = asked_as(people.table, name)
    if (asked is None and name != ZONE) or (asked is not None and asked.question.type not in KINDS):
        raise UnknownAxis(name)
    return people.axis(name)


def margin_names(people: Dividing) -> Iterator[str]:
    """Every question that can have margins; last, where municipalities are asked for, the zone."""
    yield from (code for (code, kind) in people.table.asked if kind in KINDS)
    if place_question(people.table):
        yield ZONE


# -- reading ---------------------------------------------------------------------------------------
def read_margins(
    *, data: bytes, encoding: Encoding, delimiter: Delimiter, people: Dividing
) -> Checked:
    """Margins out of a file, with every fault named; nothing is stored."""
    table = read_table(data, encoding=encoding, delimiter=delimiter, columns=COLUMNS)
    errors, drafts = list(table.errors), dict[str, _Draft]()
    for row in table.rows:
        try:
            _read(row, people, drafts)
        except _Fault as fault:
            errors.append(RowError(row.line, fault.column, fault.reason))
    errors += [
        RowError(draft.line, "frage", _("Eine Frage braucht mindestens zwei Gruppen."))
        for draft in drafts.values()
        if len(draft.groups) < 2 and not errors
    ]
    if not errors and not drafts:
        errors.append(RowError(1, "", _("Die Datei enthält keine Zahlen.")))
    margins = tuple(
        PeopleMargin(name, draft.source, tuple(draft.groups)) for name, draft in drafts.items()
    )
    return Checked(margins, sorted(errors, key=lambda error: error.line))


class _Fault(Exception):
    def __init__(self, column: str, reason: str) -> None:
        super().__init__(reason)
        self.column, self.reason = column, reason


def _read(row: Row, people: Dividing, drafts: dict[str, _Draft]) -> None:
    cells = {name: cell.strip() for name, cell in row.cells.items()}
    if not cells["personen"] and not cells.get("quelle"):
        # Of a template, lines may stay open: who is not known is in no group.
        return
    name = cells["frage"]
    draft = drafts.get(name)
    if draft is None:
        draft = drafts[name] = _Draft(_axis(people, name), row.line)
    options = _options(cells["antwort"], draft)
    draft.groups.append(PeopleGroup(options, _people(cells["personen"])))
    draft.taken.update(options)
    source = cells.get("quelle", "")
    if len(source) > LONGEST_SOURCE:
        raise _Fault("quelle", _("Die Quelle ist zu lang: höchstens 200 Zeichen."))
    draft.source = draft.source or source


def _axis(people: Dividing, name: str) -> Axis:
    try:
        return margin_axis(people, name)
    except UnknownAxis:
        known = ", ".join(list(margin_names(people))[:12])
        raise _Fault(
            "frage",
            _("Nach „%(name)s“ lässt sich nicht gewichten. Möglich sind: %(known)s.")
            % {"name": name[:40], "known": known or "–"},
        ) from None


def _options(text: str, draft: _Draft) -> tuple[str, ...]:
    known = _spellings(draft.axis)
    parts = [text] if text.casefold() in known else [part.strip() for part in text.split(AND)]
    options = tuple(known.get(part.casefold(), "") for part in parts)
    for part, option in zip(parts, options, strict=True):
        if not option:
            sentence = _("Die Antwort „%s“ gibt es bei dieser Frage nicht.") % part[:40]
            raise _Fault("antwort", sentence)
    if len(set(options)) < len(options) or draft.taken.intersection(options):
        raise _Fault("antwort", _("Diese Antwort steht schon in einer anderen Zeile."))
    return options


def _spellings(axis: Axis) -> Mapping[str, str]:
    """Codes by how they may be written; a code goes before a label that reads the same."""
    labels = {group.label.casefold(): group.code for group in axis.groups}
    return labels | {group.code.casefold(): group.code for group in axis.groups}


def _people(text: str) -> int:
    try:
        number = read_number(text, whole=True)
    except ValueError as reason:
        raise _Fault("personen", str(reason)) from None
    if not 1 <= number <= MOST_PEOPLE:
        raise _Fault(
            "personen",
            _("Hier steht eine Zahl größer als 0. Gruppen ohne Menschen lassen Sie bitte weg."),
        )
    return int(number)


# -- writing ---------------------------------------------------------------------------------------
def template_rows(
    people: Dividing, names: Sequence[str], known: Mapping[str, int]
) -> Iterator[Sequence[object]]:
    """The table to fill in; ``known`` are the people of the municipalities and zones."""
    yield [column.name for column in COLUMNS]
    for name in names:
        axis = margin_axis(people, name)
        for group in axis.groups:
            yield [name, group.code, group.label, known.get(group.code), ""]


def margin_rows(margins: Sequence[PeopleMargin], people: Dividing) -> Iterator[Sequence[object]]:
    """Stored margins, in the form in which they can be read in again."""
    yield [column.name for column in COLUMNS]
    for margin in margins:
        labels = {group.code: group.label for group in people.axis(margin.question).groups}
        for group in margin.groups:
            said = ", ".join(labels.get(option, option) for option in group.options)
            yield [margin.question, AND.join(group.options), said, group.people, margin.source]
