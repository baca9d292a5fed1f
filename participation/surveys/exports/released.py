"""Released figures as open data: one long table, the same for programs, and what the codes mean.

All of it comes from the frozen release and nothing else: what is protected there is not here either.
docs/publication.md describes the format; it changes with ``FORMAT`` only.
"""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from participation.surveys.protection.crosstabs import Crossing
from participation.surveys.protection.policy import POLICY
from participation.surveys.queries.releases import crossings_in, results_in
from participation.surveys.results import (
    Count,
    QuestionResult,
    RowResult,
    Spread,
    SurveyResults,
)

FORMAT = 1
PUBLISHED, PROTECTED = "published", "protected"
HEAD = (
    "question", "row", "answer", "by_question", "by_answer", "count", "percent", "base", "status",
)  # fmt: skip
Content = Mapping[str, Any]


# -- for programs ------------------------------------------------------------------------------
def released_json(content: Content, *, number: int, at: datetime) -> dict[str, Any]:
    """Everything that is released, with the words of all languages."""
    languages = list(content["figures"])
    figures = {language: results_in(content, language) for language in languages}
    first = figures[languages[0]]
    return {
        "format": FORMAT,
        "survey": first.slug,
        "title": {language: each.title for language, each in figures.items()},
        "release": number,
        "released_at": timezone.localtime(at).isoformat(timespec="seconds"),
        "is_interim": content["is_interim"],
        "is_example": first.is_example,
        "mode": content["mode"],
        "versions": [each.number for each in first.versions],
        "first_answer": first.first_on,
        "last_answer": first.last_on,
        "responses": None if first.is_at_least else first.responses,
        "responses_at_least": first.responses,
        "weighting": first.weighting,
        "protection": {
            "least": POLICY.least,
            "least_crossed": POLICY.least_crossed,
            "least_base": POLICY.least_base,
        },
        "questions": [_question(code, figures) for code in (each.code for each in first.questions)],
        "crossings": [
            _crossing(place, {language: crossings_in(content, language) for language in languages})
            for place in range(len(crossings_in(content, languages[0])))
        ],
    }


def _question(code: str, figures: Mapping[str, SurveyResults]) -> dict[str, Any]:
    said = {language: found for language, each in figures.items() if (found := each.question(code))}
    first = next(iter(said.values()))
    return {
        "code": code,
        "type": first.type,
        "number": first.number,
        "text": {language: each.text for language, each in said.items()},
        "unit": {language: each.unit for language, each in said.items() if each.unit},
        "shown": None if first.is_shown_protected else first.shown,
        "answered": None if first.is_protected else first.answered,
        "status": PROTECTED if first.is_protected else PUBLISHED,
        "options": _options({language: each.counts for language, each in said.items()}, figures),
        "rows": [
            _row({language: each.rows[place] for language, each in said.items()}, figures)
            for place in range(len(first.rows))
        ],
        **_spread(first.spread),
    }


def _row(said: Mapping[str, RowResult], figures: Mapping[str, SurveyResults]) -> dict[str, Any]:
    first = next(iter(said.values()))
    return {
        "code": first.code,
        "label": {language: each.label for language, each in said.items()},
        "answered": None if first.is_protected else first.answered,
        "status": PROTECTED if first.is_protected else PUBLISHED,
        "options": _options({language: each.counts for language, each in said.items()}, figures),
        **_spread(first.spread),
    }


def _options(
    said: Mapping[str, tuple[Count, ...]], figures: Mapping[str, SurveyResults]
) -> list[dict[str, Any]]:
    first = next(iter(said.values()))
    is_weighted = any(each.weighting for each in figures.values())
    return [
        {
            "code": count.code,
            "label": {language: counts[place].label for language, counts in said.items()},
            "count": _count(count, is_weighted=is_weighted),
            "percent": _percent(count),
            "status": PROTECTED if count.is_protected else PUBLISHED,
        }
        for place, count in enumerate(first)
    ]


def _count(count: Count, *, is_weighted: bool) -> int | None:
    return None if count.is_protected or is_weighted else int(count.count)


def _percent(count: Count) -> float | None:
    if count.is_protected or count.share is None:
        return None
    return round(100 * count.share, 2)


def _spread(spread: Spread | None) -> dict[str, float | None]:
    if spread is None:
        return {"mean": None, "sd": None}
    sd = None if spread.sd is None else round(spread.sd, 4)
    return {"mean": round(spread.mean, 4), "sd": sd}


def _crossing(place: int, found: Mapping[str, list[Crossing]]) -> dict[str, Any]:
    said = {language: each[place] for language, each in found.items()}
    first = next(iter(said.values()))
    return {
        "rows": first.rows,
        "columns": first.columns,
        "column_codes": [head.code for head in first.heads],
        "column_labels": {
            language: [head.label for head in each.heads] for language, each in said.items()
        },
        "lines": [
            {
                "code": line.head.code,
                "label": {name: each.lines[at].head.label for name, each in said.items()},
                "row": {name: each.lines[at].group for name, each in said.items()},
                "counts": list(line.counts),
                "answered": line.base,
            }
            for at, line in enumerate(first.lines)
        ],
        "bases": [
            {
                "row": {name: each.bases[at].group for name, each in said.items()},
                "counts": list(line.counts),
                "answered": line.base,
            }
            for at, line in enumerate(first.bases)
        ],
    }


# -- as a table --------------------------------------------------------------------------------
def released_rows(content: Content, language: str) -> Iterator[tuple[object, ...]]:
    """One line for each figure, in the order of the page."""
    yield HEAD
    results = results_in(content, language)
    for result in results.questions:
        yield from _question_rows(result, is_weighted=bool(results.weighting))
    for crossing in crossings_in(content, language):
        yield from _crossing_rows(crossing)


def _question_rows(result: QuestionResult, *, is_weighted: bool) -> Iterator[tuple[object, ...]]:
    base = None if result.is_protected else result.answered
    for count in result.counts:
        yield _counted(result.code, "", count, base, is_weighted=is_weighted)
    for row in result.rows:
        base = None if row.is_protected else row.answered
        for count in row.counts:
            yield _counted(result.code, row.code, count, base, is_weighted=is_weighted)
    for row_code, spread in [("", result.spread), *((r.code, r.spread) for r in result.rows)]:
        if spread is not None:
            mean = round(spread.mean, 4)
            yield (result.code, row_code, "mean", "", "", mean, None, spread.n, PUBLISHED)


def _counted(
    code: str, row: str, count: Count, base: int | None, *, is_weighted: bool
) -> tuple[object, ...]:
    status = PROTECTED if count.is_protected else PUBLISHED
    number = _count(count, is_weighted=is_weighted)
    return (code, row, count.code, "", "", number, _percent(count), base, status)


def _crossing_rows(crossing: Crossing) -> Iterator[tuple[object, ...]]:
    bases = {line.group: line for line in crossing.bases}
    for line in crossing.lines:
        under = bases[line.group].counts
        for head, count, base in zip(crossing.heads, line.counts, under, strict=True):
            percent = round(100 * count / base, 2) if count is not None and base else None
            status = PROTECTED if count is None else PUBLISHED
            yield (
                crossing.rows, line.group, line.head.code, crossing.columns, head.code,
                count, percent, base, status,
            )  # fmt: skip


def code_book_of_released(content: Content, language: str) -> Iterator[tuple[object, ...]]:
    """What the codes mean: every question, every row, every answer."""
    yield (_("Frage"), _("Wortlaut"), _("Zeile"), _("Antwort"), _("Beschriftung"))
    for result in results_in(content, language).questions:
        yield (result.code, result.text, "", "", "")
        for count in result.counts:
            yield (result.code, "", "", count.code, count.label)
        for row in result.rows:
            yield (result.code, "", row.code, "", row.label)
        for count in result.rows[0].counts if result.rows else ():
            yield (result.code, "", "", count.code, count.label)
    for crossing in crossings_in(content, language):
        for head in crossing.heads:
            yield (crossing.columns, crossing.columns_text, "", head.code, head.label)
