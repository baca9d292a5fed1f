"""Counting a file by hand: what stands in its cells, in the shape of the results page.

A file is read as rows of ``{column: cell}`` in which ``NOT_SHOWN`` and None are the two kinds of nothing,
chosen is 0 or 1, places and numbers are numbers, days are days, and everything else is a code or words.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from math import fsum
from typing import Any

from participation.surveys.columns import NOT_SHOWN
from participation.surveys.document.asked import Asked
from participation.surveys.document.questionnaire import Type
from participation.surveys.exports.selection import named_columns
from participation.surveys.results import NUMBERS, TEXTS, QuestionResult, SurveyResults
from participation.surveys.tallying import day_counts, number_counts

Rows = list[Mapping[str, Any]]


def recounted(rows: Rows, asked: Iterable[Asked]) -> dict[str, Any]:
    """Every question of the survey, counted from the cells."""
    return {each.question.code: _question(rows, each) for each in asked}


def _question(rows: Rows, asked: Asked) -> dict[str, Any]:
    code, kind = asked.question.code, asked.question.type
    named = {column.name: name for name, column in named_columns([asked])}
    options, lines = list(asked.options), list(asked.rows)
    if kind in (Type.MULTIPLE, Type.RANKING):
        names = [f"{code}.{option}" for option in options]
        parts = [[row[name] for name in names] for row in rows]
        found = _base([_first_shown(cells) for cells in parts])
        if kind == Type.MULTIPLE:
            return {**found, "counts": {o: _times(rows, f"{code}.{o}", 1) for o in options}}
        return {**found, "answered": _ranked(parts), "rows": {o: _given(rows, f"{code}.{o}") for o in options}}  # fmt: skip
    if kind == Type.MATRIX_MULTIPLE:
        parts = [[row[f"{code}.{r}.{o}"] for r in lines for o in options] for row in rows]
        counted = {r: {o: _times(rows, f"{code}.{r}.{o}", 1) for o in options} for r in lines}
        return {**_base([_first_shown(cells) for cells in parts]), "rows": counted}
    if kind in (Type.MATRIX, Type.MATRIX_NUMBER):
        parts = [[row[f"{code}.{r}"] for r in lines] for row in rows]
        return {
            **_base([_first_shown(cells) for cells in parts]),
            "rows": {r: _given(rows, f"{code}.{r}") for r in lines},
        }
    cells = [row[named[code]] for row in rows]
    found = _base(cells)
    if kind in TEXTS:
        return found
    return {**found, "counts": _given(rows, named[code])}


def _first_shown(cells: list[Any]) -> Any:
    """What stands for a question in parts: said if any part was said, shown if any was shown."""
    said = [cell for cell in cells if cell not in (NOT_SHOWN, None)]
    if said:
        return said[0]
    return None if None in cells else NOT_SHOWN


def _ranked(parts: list[list[Any]]) -> int:
    return sum(any(cell not in (NOT_SHOWN, None) for cell in cells) for cells in parts)


def _base(cells: list[Any]) -> dict[str, int]:
    shown = [cell for cell in cells if cell != NOT_SHOWN]
    return {"shown": len(shown), "answered": sum(cell is not None for cell in shown)}


def _times(rows: Rows, name: str, value: Any) -> int:
    return sum(row[name] == value for row in rows)


def _given(rows: Rows, name: str) -> Counter[Any]:
    return Counter(row[name] for row in rows if row[name] not in (NOT_SHOWN, None))


# -- the other side ------------------------------------------------------------------------------
def differences(results: SurveyResults, rows: Rows, asked: list[Asked]) -> list[str]:
    """Where the figures of the page and those of a file are not the same."""
    counted = recounted(rows, asked)
    found = [] if results.responses == len(rows) else [f"n: {results.responses}, {len(rows)}"]
    for question in results.questions:
        own = counted[question.code]
        pairs = list(_pairs(question, own))
        found += [f"{question.code} {what}: {a} {b}" for what, a, b in pairs if a != b]
    return found


def _pairs(question: QuestionResult, own: dict[str, Any]) -> Iterable[tuple[str, Any, Any]]:
    yield "shown", question.shown, own["shown"]
    yield "answered", question.answered, own["answered"]
    if question.type in NUMBERS and not question.rows:
        yield "counts", question.counts, number_counts(own["counts"], own["answered"])
        yield "mean", question.spread and round(question.spread.mean, 9), _mean(own["counts"])
    elif question.type == Type.DATE:
        days = {day.isoformat(): times for day, times in own["counts"].items()}
        yield "counts", question.counts, day_counts(days, own["answered"])
    else:
        for count in question.counts:
            yield count.code, count.count, own["counts"].get(count.code, 0)
    for row in question.rows:
        given = own["rows"][row.code]
        if question.type == Type.MATRIX_NUMBER:
            yield row.code, row.counts, number_counts(given, sum(given.values()))
            yield f"{row.code} mean", row.spread and round(row.spread.mean, 9), _mean(given)
        else:
            for count in row.counts:
                code = int(count.code) if question.type == Type.RANKING else count.code
                yield f"{row.code} {count.code}", count.count, given.get(code, 0)


def _mean(given: Counter[Any]) -> float | None:
    n = sum(given.values())
    return round(fsum(value * times for value, times in given.items()) / n, 9) if n else None
