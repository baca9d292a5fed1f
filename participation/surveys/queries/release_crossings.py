"""Two questions of a survey crossed for everybody: who is counted in which cell, and how it is called."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.crosstabs.axes import asked_as, place_question
from participation.surveys.document.asked import Asked
from participation.surveys.document.questionnaire import Type
from participation.surveys.protection.choice import DOWN, ZONE
from participation.surveys.protection.crossings import Crossed, Joint, add_crossing
from participation.surveys.protection.crosstabs import Crossing, Head, Side, line_of, lines_of
from participation.surveys.protection.system import ANSWERED, SILENT, Cell, System, cell
from participation.surveys.protection.tables import Tables
from participation.surveys.queries.dividing import place_zones
from participation.surveys.texts import say
from smartregion.county.models import Municipality

# Places that are no municipality of the county.
ELSEWHERE = "elsewhere"


class NotCrossable(LookupError):
    """This question cannot stand in a crossing."""


@dataclass(frozen=True)
class People:
    """Those who count, by their answers."""

    table: ResponseTable
    mask: Any

    def column(self, name: str) -> AnswerColumn:
        column = self.table.column(name)
        return AnswerColumn(column.values[self.mask], column.codes)

    def asked(self, name: str) -> Asked:
        """The question of one side. Raises ``NotCrossable``."""
        asked = place_question(self.table) if name == ZONE else asked_as(self.table, name)
        if asked is None or asked.question.type not in DOWN:
            raise NotCrossable(name)
        return asked


# -- into the system ---------------------------------------------------------------------------
def add_to_system(tables: Tables, people: People, rows: str, columns: str) -> None:
    """All cells of a crossing, for a multiple choice those of each of its options."""
    across = sides_of(people, columns)[0]
    for side in sides_of(people, rows):
        joint = _joint(people, side.crossed, across.crossed)
        add_crossing(tables, side.crossed, across.crossed, joint)
    if people.asked(rows).question.type == Type.MULTIPLE:
        _know_choices(tables, people.asked(rows), across.crossed)
    if columns == ZONE:
        _link_zones(tables, people, across.crossed)


def _know_choices(tables: Tables, asked: Asked, across: Crossed) -> None:
    """In each column everybody chose something, too."""
    code, question = asked.question.code, asked.question
    alone = [option.code for option in question.options if option.exclusive]
    most = int(question.limits.max) if question.limits.max else None
    for other in (*across.codes, ANSWERED):
        base = cell((code, ANSWERED), (across.column, other))
        chosen = {
            option: cell((f"{code}.{option}", "1"), (across.column, other))
            for option in asked.options
        }
        tables.know_choices(f"{code}~{across.column}={other}", base, chosen, alone, most)


def _link_zones(tables: Tables, people: People, zone: Crossed) -> None:
    """Areas are made of municipalities; where these are shown, too, both are linked."""
    place = people.asked(ZONE)
    zones = zones_of(place)
    for code in zone.codes:
        parts = [cell((place.question.code, ags)) for ags, lies in zones.items() if lies == code]
        if parts and all(part in tables.system.entries for part in parts):
            tables.same_people(cell((ZONE, code)), parts)
    base = cell((place.question.code, ANSWERED))
    if base in tables.system.entries:
        tables.same_people(cell((ZONE, ANSWERED)), [base])


def zones_of(place: Asked) -> dict[str, str]:
    """In which part of the county each answer lies."""
    known = place_zones()
    return {code: known.get(code, ELSEWHERE) for code in place.options}


def _joint(people: People, rows: Crossed, columns: Crossed) -> Joint:
    """How many people gave which two answers."""
    first, second = _numbers(people, rows), _numbers(people, columns)
    width = len(columns.every)
    counted = np.bincount(first * width + second, minlength=len(rows.every) * width)
    return {
        (a, b): int(counted[i * width + j])
        for i, a in enumerate(rows.every)
        for j, b in enumerate(columns.every)
    }


def _numbers(people: People, side: Crossed) -> Any:
    """For each person the place of the answer in ``side.every``; the last one is none."""
    if side.column == ZONE:
        zones = zones_of(people.asked(ZONE))
        column = people.column(people.asked(ZONE).question.code)
        names = {code: [ags for ags, lies in zones.items() if lies == code] for code in side.codes}
    else:
        column = people.column(side.column)
        names = {code: [code] for code in side.codes}
    found = np.full(len(column.values), len(side.codes))
    for place, code in enumerate(side.codes):
        numbers = [column.number_of(each) for each in names[code]]
        found[np.isin(column.values, [each for each in numbers if each is not None])] = place
    return found


# -- in words ----------------------------------------------------------------------------------
def sides_of(people: People, name: str, language: str = "de") -> list[Side]:
    """One side of a crossing: a question as a whole, or each of its options or rows by itself."""
    asked = people.asked(name)
    code, options = asked.question.code, tuple(asked.options)
    if name == ZONE:
        return [_zone_side(asked)]
    heads = tuple(Head(option, say(asked.options[option].label, language)) for option in options)
    match asked.question.type:
        case Type.MULTIPLE:
            return [
                Side(Crossed(f"{code}.{head.code}", ("1", "0"), ("1",), question=code), (head,))
                for head in heads
            ]
        case Type.MATRIX:
            return [
                Side(
                    Crossed(f"{code}.{row.code}", options, options), heads, say(row.label, language)
                )
                for row in asked.rows.values()
            ]
    is_area = asked.question.type == Type.MUNICIPALITY
    return [Side(Crossed(code, options, options, is_area=is_area), heads)]


def _zone_side(asked: Asked) -> Side:
    labels = {str(value): str(label) for value, label in Municipality.Zone.choices}
    labels[ELSEWHERE] = _("außerhalb des Landkreises")
    there = set(zones_of(asked).values())
    heads = tuple(Head(code, label) for code, label in labels.items() if code in there)
    codes = tuple(head.code for head in heads)
    return Side(Crossed(ZONE, codes, codes, is_area=True), heads)


def crossing_for_all(
    system: System, hidden: Mapping[Cell, Any], people: People, pair: tuple[str, str], language: str
) -> Crossing:
    """A crossing as everybody sees it."""
    rows, columns = pair
    across, sides = sides_of(people, columns, language)[0], sides_of(people, rows, language)
    return Crossing(
        rows=rows,
        columns=columns,
        rows_text=_text(people, rows, language),
        columns_text=_text(people, columns, language),
        heads=across.heads,
        lines=lines_of(system, hidden, sides, across),
        bases=tuple(
            line_of(system, hidden, side, Head(ANSWERED, _("Antworten")), across, ANSWERED)
            for side in _with_own_base(sides)
        ),
    )


def _with_own_base(sides: Sequence[Side]) -> list[Side]:
    """The options of one question share their base."""
    found: dict[tuple[str, str], Side] = {}
    for side in sides:
        found.setdefault(side.crossed.place(SILENT), side)
    return list(found.values())


def _text(people: People, name: str, language: str) -> str:
    if name == ZONE:
        return _("Lage der Gemeinde")
    return say(people.asked(name).question.text, language)
