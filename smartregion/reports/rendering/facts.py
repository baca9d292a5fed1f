"""Figures and sentences that the report derives from its content; every number stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from smartregion.core.numbers import number, share

Content = dict[str, Any]
# Fewer answers than this make no finding worth a headline.
ENOUGH = 30
FINDINGS = 5


@dataclass(frozen=True)
class Tile:
    value: str
    label: str


@dataclass(frozen=True)
class Finding:
    question: str
    answer: str
    share: str
    base: str


@dataclass(frozen=True)
class Source:
    name: str
    state: str
    amount: str
    note: str


def key_projects(content: Content) -> list[Content]:
    return [measure for measure in content["measures"] if measure["card"]["is_key_project"]]


def measures_of(content: Content, field: Content) -> list[Content]:
    """Measures whose main field of action this is."""
    return [each for each in content["measures"] if each["card"]["field"] == field["name"]]


def measures_by_field(content: Content) -> list[tuple[str, list[Content]]]:
    """All measures below their field, in the order of the strategy; nothing is lost on the way."""
    order = [field["name"] for field in content["reading"]["fields"]]

    def place(measure: Content) -> tuple[int, str, str]:
        name = measure["card"]["field"]
        known = order.index(name) if name in order else len(order)
        return known, name, measure["card"]["number"]

    ordered = sorted(content["measures"], key=place)
    return [(name, list(group)) for name, group in groupby(ordered, lambda m: m["card"]["field"])]


def tiles(content: Content) -> list[Tile]:
    return [
        Tile(number(len(content["reading"]["fields"])), _("Handlungsfelder")),
        Tile(number(len(content["measures"])), _("Maßnahmen")),
        Tile(number(len(key_projects(content))), _("davon Schlüsselprojekte")),
        Tile(number(_responses(content)), _("ausgefüllte Fragebögen")),
        Tile(number(sum(forum["said"] for forum in content["forums"])), _("Beiträge in Foren")),
        _on_track(content),
    ]


def _responses(content: Content) -> int:
    return sum(survey["results"]["responses"] for survey in content["surveys"])


def _on_track(content: Content) -> Tile:
    cycle = content["cycle"]
    if not cycle:
        return Tile("–", _("noch keine Evaluation"))
    green = sum(each["count"] for each in cycle["lights"] if each["light"]["value"] == "green")
    label = _("von %(n)s gemeldeten Maßnahmen im Plan") % {"n": number(cycle["reported"])}
    return Tile(number(green), label)


def findings(content: Content) -> list[Finding]:
    """The most frequent answer to the questions with one clear winner."""
    found = [
        finding
        for survey in content["surveys"]
        for question in survey["results"]["questions"]
        for finding in _finding(question)
    ]
    return found[:FINDINGS]


def _finding(question: Content) -> Iterator[Finding]:
    if question["type"] not in ("single", "multiple") or question["answered"] < ENOUGH:
        return
    first = max(question["counts"], key=lambda count: count["count"], default=None)
    if first and first["count"]:
        yield Finding(
            question["text"],
            first["label"],
            share(first["count"], question["answered"], 0),
            _("n = %(n)s") % {"n": number(question["answered"])},
        )


def sources(content: Content) -> list[Source]:
    """What the report rests on, with its gaps."""
    strategy = content["strategy"]
    wording = Source(
        _("Strategie, Fassung %(label)s") % {"label": strategy["label"]},
        strategy["state_label"],
        ngettext("%(n)s Handlungsfeld", "%(n)s Handlungsfelder", _fields(content))
        % {"n": _fields(content)},
        "",
    )
    every = (*map(_survey, content["surveys"]), *map(_forum, content["forums"]))
    return [wording, *every, *_cycle(content["cycle"])]


def _fields(content: Content) -> int:
    return len(content["reading"]["fields"])


def _survey(survey: Content) -> Source:
    results = survey["results"]
    return Source(
        _("Umfrage „%(title)s“") % {"title": results["title"]},
        _("abgeschlossen") if survey["is_closed"] else _("läuft noch, Zwischenstand"),
        _answers(results),
        _examples(results["examples"]),
    )


def _answers(results: Content) -> str:
    """How many answered; where that is protected, how many it were at least."""
    words = _("n ≥ %(n)s") if results.get("is_at_least") else _("n = %(n)s")
    return words % {"n": number(results["responses"])}


def _examples(count: int) -> str:
    return _("davon %(n)s Beispieldaten") % {"n": number(count)} if count else ""


def _forum(forum: Content) -> Source:
    hidden = ngettext("%(n)s ausgeblendet", "%(n)s ausgeblendet", forum["hidden"])
    return Source(
        _("Forum „%(title)s“") % {"title": forum["title"]},
        _("%(n)s ohne Antwort") % {"n": number(forum["open"])},
        _("%(n)s Beiträge") % {"n": number(forum["said"])},
        " · ".join(
            filter(
                None,
                [
                    hidden % {"n": number(forum["hidden"])} if forum["hidden"] else "",
                    _("Beispieldaten") if forum["is_example"] else "",
                ],
            )
        ),
    )


def _cycle(cycle: Content | None) -> Iterator[Source]:
    if cycle:
        yield Source(
            _("Evaluation „%(title)s“") % {"title": cycle["title"]},
            _("abgeschlossen"),
            _("%(reported)s von %(asked)s gemeldet")
            % {"reported": number(cycle["reported"]), "asked": number(cycle["asked"])},
            _("%(n)s nicht gemeldet") % {"n": number(len(cycle["missing"]))},
        )
