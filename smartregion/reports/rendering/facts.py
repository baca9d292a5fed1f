"""Figures and sentences that the report derives from its content; every number stands in it."""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.utils.translation import gettext as _

from smartregion.core.numbers import number, per_cent

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
    found = [finding for survey in content["surveys"] for finding in findings_of(survey)]
    return found[:FINDINGS]


def findings_of(survey: Content) -> list[Finding]:
    """The same of one survey, all of them."""
    questions = survey["results"]["questions"]
    return [finding for question in questions for finding in _finding(question)]


def _finding(question: Content) -> Iterator[Finding]:
    if question["type"] not in ("single", "multiple") or question["answered"] < ENOUGH:
        return
    first = max(question["counts"], key=lambda count: count["share"] or 0, default=None)
    if first and first["share"]:
        yield Finding(
            question["text"],
            first["label"],
            per_cent(100 * first["share"]),
            _("n = %(n)s") % {"n": number(question["answered"])},
        )
