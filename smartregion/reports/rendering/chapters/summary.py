"""The summary: two pages for those who read no more than that."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from math import ceil
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext_lazy

from smartregion.reports.rendering import facts, figures, strategy
from smartregion.reports.rendering.chapters.registry import Content, Made, chapter

# So many rows at most, of so many letters each; the chapters tell the rest.
MOST_FIELDS, MOST_FINDINGS, MOST_PROJECTS, MOST_MISSING = 12, 4, 14, 6
VISION, QUESTION, NAME = 300, 80, 60
# Lines that the fields may take, and all lists and the vision together; what stands around them is always the same.
LINES_OF_FIELDS, LINES = 30, 58
# Letters of a line in each column; a sign with the space around it is as wide as four.
IN_FIELDS, IN_LIGHTS, IN_QUESTIONS, IN_ANSWERS, IN_PROJECTS, IN_TEXT = 34, 36, 40, 24, 38, 80
SIGN = 4
BETWEEN_ROWS = 0.5


@chapter(
    "summary",
    gettext_lazy("Kurzfassung"),
    needs=("reading", "measures", "surveys", "forums"),
    is_numbered=False,
)
def summary(content: Content) -> Made:
    projects, glance = facts.key_projects(content), strategy.at_a_glance(content)
    findings = _short(facts.findings(content)[:MOST_FINDINGS])
    missing = content["cycle"]["missing"] if content["cycle"] else []
    fields = _fitting(glance[:MOST_FIELDS], _lines_of_field, LINES_OF_FIELDS)
    left = LINES - _lines_of_text(content, missing[:MOST_MISSING])
    left -= sum(map(_lines_of_field, fields)) + sum(map(_lines_of_finding, findings))
    shown = _fitting(projects[:MOST_PROJECTS], _lines_of_project, left)
    return Made(
        context={
            "tiles": facts.tiles(content),
            "fields": fields,
            "more_fields": len(glance) - len(fields),
            "findings": findings,
            "lights": figures.all_lights(content),
            "missing": missing[:MOST_MISSING],
            "more_missing": len(missing[MOST_MISSING:]),
            "key_projects": shown,
            "more_projects": len(projects) - len(shown),
            "letters": {"vision": VISION, "name": NAME},
        }
    )


def _short(findings: Sequence[facts.Finding]) -> list[facts.Finding]:
    return [
        replace(each, question=_cut(each.question, QUESTION), answer=_cut(each.answer, NAME))
        for each in findings
    ]


def _cut(text: str, letters: int) -> str:
    return Truncator(text).chars(letters)


# -- how much fits -------------------------------------------------------------------------------
def _fitting(rows: Sequence[Any], lines_of: Callable[[Any], float], room: float) -> list[Any]:
    """The first rows, as many as there is room for; one is always told."""
    kept: list[Any] = []
    for row in rows:
        room -= lines_of(row)
        if kept and room < 0:
            break
        kept.append(row)
    return kept


def _lines_of_field(line: Content) -> float:
    title = f"{line['field']['number']} {_cut(line['field']['title'], NAME)}"
    return BETWEEN_ROWS + max(_lines(title, IN_FIELDS), _lines_of_lights(line["lights"]))


def _lines_of_lights(lights: Sequence[Content]) -> int:
    """A light with its number stays on one line."""
    lines, room = 0, 0
    for each in lights:
        width = len(f"{each['count']}{each['light']['label']}") + SIGN
        if width > room:
            lines, room = lines + 1, IN_LIGHTS
        room -= width
    return lines


def _lines_of_finding(finding: facts.Finding) -> float:
    question = _lines(finding.question, IN_QUESTIONS)
    return BETWEEN_ROWS + max(question, _lines(finding.answer, IN_ANSWERS))


def _lines_of_project(measure: Content) -> float:
    return BETWEEN_ROWS + _lines(_cut(measure["card"]["title"], NAME), IN_PROJECTS)


def _lines_of_text(content: Content, missing: Sequence[Content]) -> float:
    visions = [
        _cut(each["summary"] or each["title"], VISION) for each in content["reading"]["vision"]
    ]
    names = "; ".join(f"{each['number']} {_cut(each['title'], NAME)}" for each in missing)
    return sum(_lines(each, IN_TEXT) for each in visions) + _lines(names, IN_TEXT)


def _lines(text: str, letters: int) -> int:
    return ceil(len(text) / letters)
