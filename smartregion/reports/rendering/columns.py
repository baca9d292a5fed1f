"""How many lines the two columns of a profile take, guessed from letters.

Setting a page takes a tenth of a second, counting letters nothing. The guess is where shortening begins; whether
the page really holds it is asked of the page.
"""

import re
from collections.abc import Callable, Iterator
from math import ceil
from typing import Any

from smartregion.reports.rendering.shortening import LEVELS, shortened

Content = dict[str, Any]
# Letters in a line and lines on the page, of each column.
MAIN_LETTERS, MAIN_LINES = 76, 52.5
BESIDE_LETTERS, BESIDE_LINES = 41, 56.0
# A heading with its rule, a drawn time schedule, a term with its distance: in lines.
HEADING, SCHEDULE, TERM = 1.9, 6.6, 1.3
TAGS = re.compile(r"<[^>]*>")


def levels_of(measure: Content) -> tuple[int, int]:
    """The least shortening, of the main column and of the one beside it, that is likely to fit."""
    return (
        _first(lambda level: main_lines(shortened(measure, LEVELS[level], LEVELS[-1])), MAIN_LINES),
        _first(
            lambda level: beside_lines(shortened(measure, LEVELS[-1], LEVELS[level])), BESIDE_LINES
        ),
    )


def _first(lines_at: Callable[[int], float], room: float) -> int:
    return next((level for level in range(len(LEVELS)) if lines_at(level) <= room), len(LEVELS) - 1)


def main_lines(short: Content) -> float:
    """Summary, description, plan, money, indicators, report."""
    texts = [short["card"]["summary"] * 2, *_paragraphs(short["body"]), short["state_reason"]]
    prose = sum(_lines(text, MAIN_LETTERS) + 0.4 for text in texts if text)
    title = 1.6 * (_lines(short["card"]["title"], 52) - 1)
    return title + prose + _plan(short) + _money(short) + _indicators(short) + _report(short)


def _paragraphs(body: str) -> list[str]:
    return [TAGS.sub("", part) for part in body.split("</p>")]


def _plan(short: Content) -> float:
    rows = sum(_lines(step["title"], 44) * 1.1 for step in short["milestones"])
    return HEADING + SCHEDULE + (rows + 1.2 if rows else 0) + bool(short["more"]["milestones"])


def _money(short: Content) -> float:
    years = {line["year"] for line in short.get("costs", ())}
    grants = "; ".join(f"{each['programme']}, {each['amount_eur']} ()" for each in short["grants"])
    table = 1.12 * (len(years) + 2) if years else 1
    return (
        HEADING
        + table
        + (_lines(f"{grants} und weitere Förderung", MAIN_LETTERS) + 0.3) * bool(grants)
    )


def _indicators(short: Content) -> float:
    rows = sum(
        1.05 * max(_lines(line["name"], 22), _lines(line["target_said"], 11)) + 0.1
        for line in short["indicators"]
    )
    return HEADING + (rows + 1.2 if rows else 1) + bool(short["more"]["indicators"])


def _report(short: Content) -> float:
    latest = short["latest"]
    if not latest:
        return HEADING + 1
    told = (latest["done_since"], latest["next_steps"], latest["obstacles"])
    return HEADING + sum(
        _lines(f"Nächste Schritte: {text}", MAIN_LETTERS) + 0.3 for text in told if text
    )


def beside_lines(short: Content) -> float:
    """Everything in the column of facts."""
    return sum(TERM + sum(_lines(line, BESIDE_LETTERS) for line in fact) for fact in _facts(short))


def _facts(short: Content) -> Iterator[list[str]]:
    """By term its lines, about as the template writes them."""
    card = short["card"]
    yield [card["lead"], short.get("contact_point", ""), short.get("contact_email", "x")]
    for name in ("parties", "objectives"):
        if short[name]:
            yield ["; ".join(f"{each['name']} ({each.get('part', '')})" for each in short[name])]
    yield [f"●●● {each['name']} (3 von 3)" for each in short["guidelines"]]
    yield [short["target_groups"] + ", ".join(short.get("situations", ()))]
    yield ["; ".join(short["municipalities"])]
    yield from ([".." * 20], ["1 VZÄ"], [".." * 45])
    if short["dependencies"]:
        yield [f"{each['kind']} {each['number']} {each['title']}" for each in short["dependencies"]]
    if short["risks"]:
        yield [each["title"] + "x" * 42 for each in short["risks"]]
    yield [f"{each['kind']}: {each['text']}" for each in short["origins"]]
    if short["evidence"]:
        yield [_figure(each) for each in short["evidence"]]


def _figure(line: Content) -> str:
    answer = next((label for label, _share in line.get("answers", ())), "")
    return f"{line['question']} {answer}: 00 % (n = 0000, Beispieldaten)"


def _lines(text: str, letters: int) -> int:
    return ceil(len(text) / letters) if text else 0
