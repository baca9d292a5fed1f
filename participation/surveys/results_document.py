"""The figures of a survey as a document for scripts, unrounded: docs/results-json.md.

The same figures as on the page, so that they can be laid beside published tables. Percentages are between
0 and 100, of the people who answered this question or this row (weighted: of the sum of their weights).
"""

from collections.abc import Iterable, Iterator
from typing import Any

from participation.surveys.results import (
    Count,
    QuestionResult,
    RowResult,
    Spread,
    SurveyResults,
)

Document = dict[str, Any]


def results_document(results: SurveyResults, *, weight: str = "", minimum: int = 0) -> Document:
    """Everything that was counted; below ``minimum`` answers a question or row shows no figures."""
    counted = [each.number for each in results.versions if each.responses]
    return {
        "survey": results.slug,
        "title": results.title,
        # The newest of those that count here.
        "version": max(counted, default=None),
        "versions": sorted(counted),
        "n": results.responses,
        "filter": results.filter_query,
        "weight": weight or None,
        "state": results.state,
        "min_base": minimum,
        "questions": [_question(each, results, minimum) for each in results.questions],
    }


def _question(result: QuestionResult, results: SurveyResults, minimum: int) -> Document:
    hidden = result.answered < minimum
    return {
        "code": result.code,
        "type": result.type,
        "label": result.text,
        "versions": sorted(result.versions),
        "n_shown": result.shown,
        "n_answered": result.answered,
        "n_not_shown": results.responses - result.shown,
        "options": _options(result.counts, is_hidden=hidden),
        "rows": [_row(row, hidden, minimum) for row in result.rows],
        **_spread(None if hidden else result.spread),
        "suppressed": hidden,
    }


def _row(row: RowResult, question_hidden: bool, minimum: int) -> Document:
    hidden = question_hidden or row.answered < minimum
    return {
        "code": row.code,
        "label": row.label,
        "n_answered": row.answered,
        "options": _options(row.counts, is_hidden=hidden),
        **_spread(None if hidden else row.spread),
        "suppressed": hidden,
    }


def _options(counts: Iterable[Count], *, is_hidden: bool) -> list[Document]:
    return [
        {
            "code": count.code,
            "label": count.label,
            "count": None if is_hidden else _whole(count.count),
            "percent": None if is_hidden or count.share is None else 100 * count.share,
        }
        for count in counts
    ]


def _whole(count: float) -> float:
    """People are whole; sums of weights are not."""
    return int(count) if count == int(count) else count


def _spread(spread: Spread | None) -> Document:
    if spread is None:
        return {"mean": None, "median": None, "sd": None}
    return {"mean": spread.mean, "median": spread.median, "sd": spread.sd}


# -- for people --------------------------------------------------------------------------------
def lines_of(document: Document) -> Iterator[str]:
    """The same as text, to be read in a terminal."""
    yield f"{document['title']} ({document['survey']})"
    about = [f"{key}: {document[key]}" for key in ("n", "filter", "weight") if document[key]]
    yield ", ".join(about) or "n: 0"
    for question in document["questions"]:
        yield ""
        yield f"{question['code']} ({question['type']}) {question['label']}"
        yield f"  shown {question['n_shown']}, answered {question['n_answered']}{_means(question)}"
        yield from _option_lines(question["options"], "  ")
        for row in question["rows"]:
            yield f"  {row['label']} [{row['code']}]: answered {row['n_answered']}{_means(row)}"
            yield from _option_lines(row["options"], "    ")


def _means(figures: Document) -> str:
    found = [
        f"{key} {figures[key]:.2f}" for key in ("mean", "median", "sd") if figures[key] is not None
    ]
    hidden = ["suppressed"] if figures["suppressed"] else []
    return "".join(f", {each}" for each in found + hidden)


def _option_lines(options: Iterable[Document], indent: str) -> Iterator[str]:
    for option in options:
        yield f"{indent}{_count(option['count']):>10}  {_percent(option['percent']):>7}  {option['label']}"


def _count(count: float | None) -> str:
    return "·" if count is None else f"{count:.1f}".removesuffix(".0")


def _percent(percent: float | None) -> str:
    return "–" if percent is None else f"{percent:.1f} %"


def cross_lines(document: Document) -> Iterator[str]:
    """A cross-tab as text: counts with column percentages, one row under the other."""
    labels = [each["label"] for each in document["columns"]]
    bases = [f"n={base}" for base in document["base"]]
    wide = max([len(each["label"]) for each in document["rows"]] + [12])
    columns = [max(len(a), len(b), 16) for a, b in zip(labels, bases, strict=True)]
    for cells in (labels, bases):
        yield " " * wide + "".join(f"  {cell:>{n}}" for cell, n in zip(cells, columns, strict=True))
    for row, cells in zip(document["rows"], document["cells"], strict=True):
        texts = [f"{_count(c['count'])} ({_percent(c['column_percent'])})" for c in cells]
        yield f"{row['label']:<{wide}}" + "".join(
            f"  {text:>{n}}" for text, n in zip(texts, columns, strict=True)
        )
