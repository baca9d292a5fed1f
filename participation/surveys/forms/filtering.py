"""The form that makes a filter: what can be ticked, and what is ticked already.

A plain GET form whose fields are the words of the address (queries/filters.py). Of the answers only those
questions are shown that the filter uses already, and the one that was just picked: a questionnaire
with 300 questions would otherwise be one long list of boxes.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from participation.surveys.blocks.book import STATE
from participation.surveys.blocks.table import ResponseTable
from participation.surveys.columns import BY_OPTION, BY_ROW
from participation.surveys.document.asked import Asked
from participation.surveys.document.questionnaire import Option, Row, Type
from participation.surveys.models import Response
from participation.surveys.queries.filters import LEFT_EMPTY, Filter
from participation.surveys.results import NUMBERS, TEXTS
from participation.surveys.texts import LANGUAGES, say
from smartregion.county.models import Municipality

# Fields that help to say a range of numbers; the address has "answer=alter:18..29" instead.
RANGE, LOWEST, HIGHEST = "range", "lowest", "highest"
# The question whose answers are to be shown for ticking.
PICKED = "by"


@dataclass(frozen=True)
class Tick:
    """One box to tick."""

    name: str
    value: str
    label: str
    is_ticked: bool


@dataclass(frozen=True)
class Group:
    """Boxes that belong together; any of those that are ticked will do, unless the hint says otherwise."""

    key: str
    title: str
    ticks: tuple[Tick, ...]
    hint: str = ""
    # Of numbers: the column for which a range can be typed.
    range_of: str = ""


@dataclass(frozen=True)
class Place:
    """Something that was asked and can be filtered by: a question, or a row or an option of one."""

    key: str
    title: str
    asked: Asked


@dataclass(frozen=True)
class Chip:
    """One active condition, and the address without it."""

    label: str
    query: str


@dataclass(frozen=True)
class FilterPanel:
    """Everything the form shows."""

    about: tuple[Group, ...]
    answers: tuple[Group, ...]
    # What can be picked: key and wording, in the order of the questionnaire.
    pickable: tuple[tuple[str, str], ...]
    picked: str
    chips: tuple[Chip, ...]
    first_day: date | None
    last_day: date | None
    unsuspicious: bool

    @property
    def is_open(self) -> bool:
        return bool(self.chips or self.picked)


def filter_panel(
    table: ResponseTable, chosen: Filter, *, language: str, picked: str = "", weight: str = ""
) -> FilterPanel:
    """The form as it is for a filter; ``picked`` is the key of a question whose answers are asked for."""
    places = {place.key: place for place in _places(table, language)}
    used = {_key_of(table, name) for name, _codes in chosen.answers}
    shown = [place for key, place in places.items() if key in used or key == picked]
    return FilterPanel(
        about=tuple(_about(table, chosen)),
        answers=tuple(_answer_group(table, place, chosen, language) for place in shown),
        pickable=tuple((place.key, place.title) for place in places.values()),
        picked=picked if picked in places else "",
        chips=tuple(_chips(table, chosen, language, weight)),
        first_day=chosen.first_day,
        last_day=chosen.last_day,
        unsuspicious=chosen.unsuspicious,
    )


# -- how, when and where -----------------------------------------------------------------------
def _about(table: ResponseTable, chosen: Filter) -> Iterator[Group]:
    """Only what makes a difference: a survey in one language needs no choice of languages."""
    origins = dict(Response.Origin.choices)
    versions = {code: _("Fassung %s") % code for code in table.version.codes}
    languages = {code: str(each) for code, each in LANGUAGES.items()}
    asked_for = tuple(map(str, chosen.versions))
    for name, title, column, labels, ticked in (
        ("language", _("Sprache"), table.language, languages, chosen.languages),
        ("mode", _("Weg"), table.origin, origins, chosen.origins),
        ("version", _("Fassung"), table.version, versions, asked_for),
    ):
        said = column.occurring()
        found = [code for code in column.codes if code in said or code in ticked]
        if len(found) > 1 or ticked:
            pairs = [(code, str(labels.get(code, code))) for code in found]
            yield Group(name, title, _ticks(name, pairs, ticked))
    if any(kind == Type.MUNICIPALITY for _code, kind in table.asked):
        zones = [(code, str(label)) for code, label in Municipality.Zone.choices]
        hint = _("Nach der Gemeinde, die in der Umfrage genannt wurde.")
        yield Group("zone", _("Lage"), _ticks("zone", zones, chosen.zones), hint)


def _ticks(name: str, pairs: Iterable[tuple[str, str]], ticked: Iterable[str]) -> tuple[Tick, ...]:
    return tuple(Tick(name, value, label, value in ticked) for value, label in pairs)


# -- answers -----------------------------------------------------------------------------------
def _places(table: ResponseTable, language: str) -> Iterator[Place]:
    """Questions as a whole, rows of a matrix, options of a ranking; of two with one code the newer."""
    seen: set[str] = set()
    for number, (code, kind) in enumerate(table.asked, 1):
        asked = table.asked[code, kind]
        if code in seen or kind == Type.DATE:
            continue
        seen.add(code)
        title = f"{number}. {say(asked.question.text, language)}"
        parts = _parts(asked)
        for part in parts:
            yield Place(f"{code}.{part.code}", f"{title} – {say(part.label, language)}", asked)
        if not parts:
            yield Place(code, title, asked)


def _parts(asked: Asked) -> list[Option | Row]:
    kind = asked.question.type
    if kind == Type.RANKING:
        return list(asked.options.values())
    if kind in BY_ROW or kind == Type.MATRIX_MULTIPLE:
        return list(asked.rows.values())
    return []


def _key_of(table: ResponseTable, name: str) -> str:
    """The place to which a column belongs; the options of a multiple choice stand together."""
    (code, kind), part = table.part_of(name)
    if kind in BY_OPTION:
        return name if kind == Type.RANKING and part.holds != STATE else code
    return f"{code}.{part.row}" if part.row else code


def _answer_group(table: ResponseTable, place: Place, chosen: Filter, language: str) -> Group:
    kind = place.asked.question.type
    ticked = {f"{name}:{code}" for name, codes in chosen.answers for code in codes}
    pairs = [*_pairs(table, place, language), (f"{place.key}:{LEFT_EMPTY}", _("ohne Antwort"))]
    known = {value for value, _label in pairs}
    mine = [each for each in ticked if each.partition(":")[0] == place.key and each not in known]
    pairs += [(each, each.partition(":")[2].replace("..", " bis ")) for each in sorted(mine)]
    several = _("Wer alle angekreuzten Antworten gewählt hat.")
    return Group(
        key=place.key,
        title=place.title,
        ticks=_ticks("answer", pairs, ticked),
        hint=several if kind in (Type.MULTIPLE, Type.MATRIX_MULTIPLE) else "",
        range_of=place.key if kind in NUMBERS else "",
    )


def _pairs(table: ResponseTable, place: Place, language: str) -> Iterator[tuple[str, str]]:
    """The words of an address and the wording of each answer to one place."""
    kind, options = place.asked.question.type, place.asked.options.values()
    if kind in TEXTS:
        yield f"{place.key}:said", _("hat etwas geschrieben")
    elif kind in NUMBERS:
        return
    elif kind == Type.RANKING:
        codes = [code for code in table.column(place.key).codes if code]
        yield from ((f"{place.key}:{code}", _("Platz %s") % code) for code in codes)
    elif kind in (Type.MULTIPLE, Type.MATRIX_MULTIPLE):
        for option in options:
            yield f"{place.key}.{option.code}:1", say(option.label, language)
    else:
        for option in options:
            yield f"{place.key}:{option.code}", say(option.label, language)


# -- chips and addresses -----------------------------------------------------------------------
def _chips(table: ResponseTable, chosen: Filter, language: str, weight: str) -> Iterator[Chip]:
    pairs = parse_qsl(chosen.to_query(), keep_blank_values=True)
    for pair in pairs:
        name, value = pair
        label = Filter.from_query({name: [value]}, table).words(table, language)[0]
        rest = [each for each in pairs if each != pair]
        yield Chip(label, urlencode(with_weight(rest, weight)))


def with_weight(pairs: list[tuple[str, str]], weight: str) -> list[tuple[str, str]]:
    """The words of an address with the weighting behind them."""
    return [*pairs, ("weight", weight)] if weight else pairs


def typed_range(given: Mapping[str, str]) -> str:
    """A range of numbers as the address says it: "alter:18..29"; "" when nothing was typed."""
    column = given.get(RANGE, "")
    low, high = (given.get(name, "").strip().replace(",", ".") for name in (LOWEST, HIGHEST))
    return f"{column}:{low}..{high}" if column and (low or high) else ""
