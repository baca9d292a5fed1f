"""Which responses count: by what was answered, and by how, when and where.

The same filter acts on every figure, chart, list and export; as words of an address it can be handed on:

    answer=alter:u18&answer=alter:18-29&answer=schule.wlan:1&language=de&mode=paper&version=2
    &zone=rural&from=2026-05-01&to=2026-05-31&without=suspicious

Several values for one thing mean any of them, several things mean all of them.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields
from datetime import date
from math import isfinite
from typing import Any
from urllib.parse import urlencode

import numpy as np
from django.core.exceptions import ValidationError
from django.http import QueryDict
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from participation.surveys.blocks.book import FIRST
from participation.surveys.blocks.table import AnswerColumn, ResponseTable
from participation.surveys.document.asked import Asked
from participation.surveys.document.questionnaire import Type
from participation.surveys.models import Response
from participation.surveys.protection.policy import POLICY
from participation.surveys.texts import LANGUAGES, say
from smartregion.county.models import Municipality

# What stands for "shown and left empty" in place of a code.
LEFT_EMPTY = ""
# So much of an address is read.
MOST_VALUES = 200
# Larger than every answer.
MOST = 1e300


class UnknownFilter(ValidationError):
    """The filter asks for something that this survey does not know; one sentence says what."""


@dataclass(frozen=True)
class Filter:
    """Conditions on responses; without any, all of them count."""

    # (name of a column, codes) as in ``columns.Column.name``; of a number "18..29" or "18".
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    languages: tuple[str, ...] = ()
    origins: tuple[str, ...] = ()
    versions: tuple[int, ...] = ()
    zones: tuple[str, ...] = ()
    first_day: date | None = None
    last_day: date | None = None
    unsuspicious: bool = False

    def __bool__(self) -> bool:
        return any(getattr(self, each.name) for each in fields(self))

    @classmethod
    def from_query(cls, query: QueryDict | Mapping[str, Any], table: ResponseTable) -> "Filter":
        """Read the words of an address. Raises ``UnknownFilter`` for what the survey does not know."""
        given = _Given(query)
        return cls(
            answers=_answers(given.of("answer"), table),
            languages=given.known("language", LANGUAGES),
            origins=given.known("mode", Response.Origin.values),
            versions=tuple(map(int, given.known("version", table.version.codes))),
            zones=given.known("zone", Municipality.Zone.values),
            first_day=given.day("from"),
            last_day=given.day("to"),
            unsuspicious="suspicious" in given.of("without"),
        )

    def to_query(self) -> str:
        """The filter as the words of an address, always in the same order; "" without any."""
        return urlencode(list(self._pairs()))

    def _pairs(self) -> Iterable[tuple[str, str]]:
        for name, codes in self.answers:
            yield from (("answer", f"{name}:{code}") for code in codes)
        yield from (("language", each) for each in self.languages)
        yield from (("mode", each) for each in self.origins)
        yield from (("version", str(each)) for each in self.versions)
        yield from (("zone", each) for each in self.zones)
        if self.first_day:
            yield "from", self.first_day.isoformat()
        if self.last_day:
            yield "to", self.last_day.isoformat()
        if self.unsuspicious:
            yield "without", "suspicious"

    def words(self, table: ResponseTable, language: str) -> list[str]:
        """The filter as people say it, a phrase for each thing."""
        said = [_answer_words(table, name, codes, language) for name, codes in self.answers]
        said += _listed(_("Sprache"), [str(LANGUAGES[each]) for each in self.languages])
        said += _listed(_("Weg"), [str(Response.Origin(each).label) for each in self.origins])
        said += _listed(_("Fassung"), map(str, self.versions))
        said += _listed(_("Lage"), [str(Municipality.Zone(each).label) for each in self.zones])
        if self.first_day:
            said.append(_("ab %(day)s") % {"day": date_format(self.first_day, "DATE_FORMAT")})
        if self.last_day:
            said.append(_("bis %(day)s") % {"day": date_format(self.last_day, "DATE_FORMAT")})
        return said + ([_("ohne auffällige Antworten")] if self.unsuspicious else [])


class _Given:
    """What stands in an address, or in any mapping from names to a value or several."""

    def __init__(self, query: QueryDict | Mapping[str, Any]) -> None:
        self._query = query

    def of(self, name: str) -> list[str]:
        if isinstance(self._query, QueryDict):
            return [each for each in self._query.getlist(name)[:MOST_VALUES] if each]
        value = self._query.get(name, ())
        return [value] if isinstance(value, str) else [str(each) for each in value]

    def known(self, name: str, values: Iterable[str]) -> tuple[str, ...]:
        wanted, every = set(self.of(name)), list(values)
        if strange := sorted(wanted.difference(every)):
            raise UnknownFilter(
                _("Den Wert „%(value)s“ gibt es bei „%(name)s“ nicht.")
                % {"value": strange[0][:60], "name": name}
            )
        return tuple(each for each in every if each in wanted)

    def day(self, name: str) -> date | None:
        try:
            return next((date.fromisoformat(each) for each in self.of(name)), None)
        except ValueError:
            raise UnknownFilter(
                _("Bitte schreiben Sie den Tag bei „%(name)s“ als JJJJ-MM-TT.") % {"name": name}
            ) from None


def _answers(given: Iterable[str], table: ResponseTable) -> tuple[tuple[str, tuple[str, ...]], ...]:
    found: dict[str, list[str]] = {}
    for each in given:
        name, colon, code = each.partition(":")
        column, code = _column_and_code(table, name, code if colon else "1")
        found.setdefault(column, []).append(code)
    return tuple((name, tuple(dict.fromkeys(codes))) for name, codes in sorted(found.items()))


def _column_and_code(table: ResponseTable, name: str, code: str) -> tuple[str, str]:
    """A condition as a column and a code; "kanal:zeitung" of a multiple choice is "kanal.zeitung:1"."""
    if table.has(f"{name}.{code}") and code:
        name, code = f"{name}.{code}", "1"
    if not table.has(name):
        raise UnknownFilter(_("Die Frage „%(name)s“ gibt es nicht.") % {"name": name[:60]})
    column = table.column(name)
    if code != LEFT_EMPTY and not _fits(column, code):
        raise UnknownFilter(
            _("Die Antwort „%(code)s“ gibt es bei „%(name)s“ nicht.")
            % {"code": code[:60], "name": name}
        )
    return name, code


def _fits(column: AnswerColumn, code: str) -> bool:
    if column.is_coded:
        return code in column.codes
    return column.is_number and _range(code) is not None


def _range(code: str) -> tuple[float, float] | None:
    """Of "18..29", "18.." or "18": the smallest and the largest number."""
    low, dots, high = code.partition("..")
    try:
        first = float(low) if low else -MOST
        last = (float(high) if high else MOST) if dots else first
    except ValueError:
        return None
    return (first, last) if isfinite(first) and isfinite(last) else None


# -- acting ------------------------------------------------------------------------------------
def mask_of(table: ResponseTable, chosen: Filter) -> Any:
    """For each response of the table, whether it counts: ``array[bool]``."""
    mask: Any = np.ones(table.n, dtype=bool)
    for name, codes in chosen.answers:
        mask &= _any(table.column(name), codes)
    mask &= _within(table.language, chosen.languages)
    mask &= _within(table.origin, chosen.origins)
    mask &= _within(table.version, map(str, chosen.versions))
    if chosen.zones:
        mask &= _zones(table, chosen.zones)
    if chosen.first_day:
        mask &= table.day.values >= chosen.first_day.toordinal()
    if chosen.last_day:
        mask &= table.day.values <= chosen.last_day.toordinal()
    if chosen.unsuspicious:
        mask &= table.suspicion.values == 0
    return mask


def _any(column: AnswerColumn, codes: Iterable[str]) -> Any:
    found: Any = np.zeros(len(column.values), dtype=bool)
    for code in codes:
        if code == LEFT_EMPTY:
            found |= column.shown & ~column.answered
        elif column.is_coded:
            found |= column.values == column.number_of(code)
        elif bounds := _range(code):
            found |= (column.values >= bounds[0]) & (column.values <= bounds[1])
    return found


def _within(column: AnswerColumn, codes: Iterable[str]) -> Any:
    numbers = [column.codes.index(code) + FIRST for code in codes]
    return np.isin(column.values, numbers) if numbers else np.True_


def _zones(table: ResponseTable, zones: tuple[str, ...]) -> Any:
    """Who lives there, as far as a question of the survey asks for the municipality."""
    places = set(Municipality.objects.filter(zone__in=zones).values_list("ags", flat=True))
    found: Any = np.zeros(table.n, dtype=bool)
    for code, kind in table.asked:
        if kind == Type.MUNICIPALITY:
            column = table.column(code)
            found |= _within(column, [each for each in column.codes if each in places])
    return found


def leaves_few(table: ResponseTable, chosen: Filter) -> bool:
    """Whether a filter leaves so few responses that their figures are what single people said.

    Nobody counts as few: that no such person is there says something about those who are.
    """
    if not chosen or not table.n:
        return False
    return int(np.count_nonzero(mask_of(table, chosen))) < POLICY.least_base


# -- saying ------------------------------------------------------------------------------------
def _listed(title: str, labels: Iterable[str]) -> list[str]:
    every = list(labels)
    return [_titled(title, _joined(every))] if every else []


def _joined(labels: Iterable[str]) -> str:
    either = _(" oder ")
    return either.join(labels)


def _answer_words(table: ResponseTable, name: str, codes: tuple[str, ...], language: str) -> str:
    asked, row, option = described(table, name)
    parts = [asked.question.text, *(part.label for part in (row, option) if part)]
    title = " – ".join(say(texts, language) for texts in parts)
    label = _labels(asked, is_chosen=option is not None, language=language)
    return _titled(title, _joined(map(label, codes)))


def _titled(title: str, words: str) -> str:
    """A question needs no colon after its question mark."""
    return f"{title} {words}" if title.endswith(("?", ":")) else f"{title}: {words}"


def _labels(asked: Asked, *, is_chosen: bool, language: str) -> Callable[[str], str]:
    def label(code: str) -> str:
        if code == LEFT_EMPTY:
            return _("ohne Antwort")
        if is_chosen and asked.question.type == Type.RANKING:
            return _("Platz %s") % code if code else _("ohne Platz")
        if is_chosen:
            return _("gewählt") if code == "1" else _("nicht gewählt")
        option = asked.options.get(code)
        return say(option.label, language) if option else code.replace("..", "–")

    return label


def described(table: ResponseTable, name: str) -> tuple[Asked, Any, Any]:
    """What a column is about: its question, and the row and the option if it has them."""
    key, part = table.part_of(name)
    asked = table.asked[key]
    return asked, asked.rows.get(part.row), asked.options.get(part.option)
