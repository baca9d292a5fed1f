"""Ways to divide the people of a survey into groups: by an answer, by a row of a matrix, or by how they answered.

An axis is asked for by name, as columns are called (columns.py): "alter", "zufrieden.schule" for the row of a matrix,
"geraete" for a multiple choice as a whole and "geraete.tablet" for one of its options (chosen or not),
"themen.bus" for the place an option got in a ranking. Beside them stand ``language``, ``mode``, ``version`` and
``zone`` (commuter belt or rural, by the municipality that was named). A question with such a code goes first.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import numpy as np
from django.utils.translation import gettext as _

from participation.surveys.blocks.book import FIRST
from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.columns import BY_OPTION, BY_ROW
from participation.surveys.document.asked import Asked
from participation.surveys.document.questionnaire import Option, Type
from participation.surveys.models import Response
from participation.surveys.results import MATRICES, NUMBERS, TEXTS
from participation.surveys.statistics.crosstab import NOWHERE, Axis, Group, Places
from participation.surveys.statistics.weights import Mask
from participation.surveys.tallying import (
    MOST_VALUES,
    class_label,
    classes_between,
    day_label,
    span_length,
)
from participation.surveys.texts import language_of, say
from smartregion.core.numbers import exact
from smartregion.county.models import Municipality

LANGUAGE, MODE, VERSION, ZONE = "language", "mode", "version", "zone"
# The value of "chosen" in the column of an option.
CHOSEN = FIRST + 1


class UnknownAxis(LookupError):
    """No question, row or property has this name."""


@dataclass(frozen=True)
class Choice:
    """An axis that can be asked for; ``question`` heads those that belong together."""

    name: str
    label: str
    question: str = ""


@dataclass(frozen=True)
class Dividing:
    """What is needed to divide people: the table, whom it is about, and how things are called.

    Classes of numbers depend on who is under the mask, as they do on the page of results.
    """

    table: ResponseTable
    mask: Mask
    language: str
    # In which zone each municipality lies, by its key.
    zones: Mapping[str, str]

    def axis(self, name: str) -> Axis:
        """Raises ``UnknownAxis`` for a name that divides nobody."""
        code, _point, part = name.partition(".")
        asked = asked_as(self.table, code)
        if asked is not None and asked.question.type not in TEXTS:
            return self._of_question(asked, name, part)
        if asked is None and name in ABOUT:
            return ABOUT[name](self)
        raise UnknownAxis(name)

    def _of_question(self, asked: Asked, name: str, part: str) -> Axis:
        kind = asked.question.type
        label = self._label(asked, part)
        if kind == Type.MATRIX_MULTIPLE and part in asked.rows:
            return self._multiple(asked, name, label)
        if part == "" and kind == Type.MULTIPLE:
            return self._multiple(asked, name, label)
        if part in _parts(asked):
            return self._single(asked, name, label)
        raise UnknownAxis(name)

    def _label(self, asked: Asked, part: str) -> str:
        text = say(asked.question.text, self.language)
        found = asked.rows.get(part) or asked.options.get(part)
        return f"{text} {say(found.label, self.language)}" if part and found else text

    # -- several answers -----------------------------------------------------------------------
    def _multiple(self, asked: Asked, name: str, label: str) -> Axis:
        options = [each for each in asked.options.values() if self.table.has(f"{name}.{each.code}")]
        columns = [self.table.column(f"{name}.{each.code}") for each in options]
        chosen = np.array([column.values == CHOSEN for column in columns]).reshape(
            len(columns), self.table.n
        )
        places = np.where(self.table.column(name).answered, 0, NOWHERE)
        return Axis(name, label, self._groups(options), places, chosen)

    def _groups(self, options: Sequence[Option]) -> tuple[Group, ...]:
        return tuple(Group(each.code, say(each.label, self.language)) for each in options)

    # -- one answer ----------------------------------------------------------------------------
    def _single(self, asked: Asked, name: str, label: str) -> Axis:
        kind, column = asked.question.type, self.table.column(name)
        if kind in NUMBERS:
            groups, places = _number_groups(column, self.mask)
        elif kind == Type.DATE:
            groups, places = _day_groups(column, self.mask)
        elif kind == Type.MULTIPLE:
            groups, places = _by_codes(column, {"1": _("gewählt"), "0": _("nicht gewählt")})
        elif kind == Type.RANKING:
            ranks = {code: _("Platz %d") % int(code) for code in column.codes if code}
            groups, places = _by_codes(column, ranks)
        else:
            options = asked.options.values()
            labels = {each.code: say(each.label, self.language) for each in options}
            groups, places = _by_codes(column, labels)
        return Axis(name, label, groups, places)

    # -- how people answered -------------------------------------------------------------------
    def by_language(self) -> Axis:
        column = self.table.language
        labels = {code: str(language_of(code).name) for code in column.occurring()}
        return Axis(LANGUAGE, _("Sprache"), *_by_codes(column, labels))

    def by_mode(self) -> Axis:
        column, names = self.table.origin, dict(Response.Origin.choices)
        labels = {code: str(names.get(code, code)) for code in column.occurring()}
        return Axis(MODE, _("Art der Teilnahme"), *_by_codes(column, labels))

    def by_version(self) -> Axis:
        column = self.table.version
        labels = {code: _("Fassung %s") % code for code in column.occurring()}
        return Axis(VERSION, _("Fassung"), *_by_codes(column, labels))

    def by_zone(self) -> Axis:
        """By the municipality that was named; who named none of the county stands nowhere."""
        asked = place_question(self.table)
        if asked is None:
            raise UnknownAxis(ZONE)
        column = self.table.column(asked.question.code)
        names = dict(Municipality.Zone.choices)
        order = list(names)
        to_place = np.full(len(column.codes) + FIRST, NOWHERE)
        for number, code in enumerate(column.codes, FIRST):
            if self.zones.get(code) in names:
                to_place[number] = order.index(self.zones[code])
        groups = tuple(Group(code, str(name)) for code, name in names.items())
        return Axis(ZONE, _("Lage"), groups, to_place[column.values])


ABOUT: Mapping[str, Callable[[Dividing], Axis]] = {
    LANGUAGE: Dividing.by_language,
    MODE: Dividing.by_mode,
    VERSION: Dividing.by_version,
    ZONE: Dividing.by_zone,
}


def asked_as(table: ResponseTable, code: str) -> Asked | None:
    """The question with a code; of two with one code, the newer."""
    return next((asked for (each, _kind), asked in table.asked.items() if each == code), None)


def place_question(table: ResponseTable) -> Asked | None:
    """The question for the municipality."""
    kinds = ((kind, asked) for (_code, kind), asked in table.asked.items())
    return next((asked for kind, asked in kinds if kind == Type.MUNICIPALITY), None)


def _parts(asked: Asked) -> frozenset[str]:
    """Behind the point of a name, or "" for the question as a whole, where one answer is given."""
    kind = asked.question.type
    if kind in BY_OPTION:
        return frozenset(asked.options)
    if kind in BY_ROW:
        return frozenset(asked.rows)
    return frozenset() if kind in MATRICES else frozenset([""])


# -- from columns to places ------------------------------------------------------------------------
def _by_codes(column: AnswerColumn, labels: Mapping[str, str]) -> tuple[tuple[Group, ...], Places]:
    """Groups in the order of the labels; codes without one stand nowhere."""
    to_place = np.full(len(column.codes) + FIRST, NOWHERE)
    for place, code in enumerate(labels):
        number = column.number_of(code)
        if number is not None:
            to_place[number] = place
    return tuple(Group(code, label) for code, label in labels.items()), to_place[column.values]


def _number_groups(column: AnswerColumn, mask: Mask) -> tuple[tuple[Group, ...], Places]:
    """Each number by itself, or in classes when there are many: the same as on the page of results."""
    within = mask & column.answered
    different = np.unique(column.values[within])
    if different.size <= MOST_VALUES:
        groups = tuple(Group(f"{value:g}", exact(value)) for value in different.tolist())
        return groups, _placed(column.values, within, lambda said: np.searchsorted(different, said))
    start, width = classes_between(float(different[0]), float(different[-1]))
    highest = int((different[-1] - start) // width)
    starts = [start + place * width for place in range(highest + 1)]
    groups = tuple(Group(f"{each:g}", class_label(each, width)) for each in starts)
    return groups, _placed(column.values, within, lambda said: (said - start) // width)


def _day_groups(column: AnswerColumn, mask: Mask) -> tuple[tuple[Group, ...], Places]:
    """By day, by month or by year when there are many."""
    within = mask & column.answered
    days, back = np.unique(column.values[within], return_inverse=True)
    named = [date.fromordinal(day).isoformat() for day in days.tolist()]
    length = span_length(named)
    spans = sorted({day[:length] for day in named})
    to_span = np.array([spans.index(day[:length]) for day in named], dtype=np.intp)
    places = np.full(column.values.size, NOWHERE)
    places[within] = to_span[back]
    return tuple(Group(span, day_label(span)) for span in spans), places


def _placed(values: Any, within: Mask, place: Callable[[Any], Any]) -> Places:
    places = np.full(values.size, NOWHERE)
    places[within] = place(values[within])
    return places


# -- what can be chosen ----------------------------------------------------------------------------
def choices_of(table: ResponseTable, language: str) -> Iterator[Choice]:
    """Every axis of a survey, in the order of the questionnaire; then how people answered."""
    seen: set[str] = set()
    for (code, _kind), asked in table.asked.items():
        if code not in seen:
            seen.add(code)
            yield from _choices_of(asked, language)
    about = {ZONE: _("Lage: Berliner Umland oder ländlicher Raum")} if place_question(table) else {}
    about |= {LANGUAGE: _("Sprache"), MODE: _("Art der Teilnahme"), VERSION: _("Fassung")}
    yield from (Choice(name, label) for name, label in about.items() if name not in seen)


def _choices_of(asked: Asked, language: str) -> Iterator[Choice]:
    question = asked.question
    text = say(question.text, language)
    if question.type in MATRICES:
        rows = asked.rows.values()
        yield from (Choice(f"{question.code}.{r.code}", say(r.label, language), text) for r in rows)
    elif question.type == Type.RANKING:
        options = asked.options.values()
        yield from (
            Choice(f"{question.code}.{o.code}", say(o.label, language), text) for o in options
        )
    elif question.type not in TEXTS:
        yield Choice(question.code, text)
