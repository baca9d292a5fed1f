"""What a finished round of prioritisation says, drawn and as rows."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from measures.charts.portfolio import portfolio_of
from measures.queries.rankings import (
    CriterionLine,
    Judgement,
    MeasureResult,
    RoundResult,
    result_from,
)
from smartregion.core.charts import Chart
from smartregion.core.days import german_day
from smartregion.core.numbers import number

Content = dict[str, Any]


@dataclass(frozen=True)
class Criterion:
    """A criterion with the short name that heads its column; citizens' figures have one, too."""

    short: str
    line: CriterionLine


@dataclass(frozen=True)
class Rated:
    """One measure of a round; ``cells`` stand in the order of the criteria."""

    result: MeasureResult
    rank: str
    moved: str
    score: str
    cells: list[str]


@dataclass(frozen=True)
class Round:
    """One finished round, ready to be printed."""

    title: str
    resolution: str
    shows_ranking: bool
    result: RoundResult
    criteria: list[Criterion]
    rows: list[Rated]
    chart: Chart | None
    base: list[str]


def rounds(content: Content) -> list[Round]:
    """The newest first."""
    return [_round(each) for each in content.get("priorities") or ()]


def _round(frozen: Content) -> Round:
    result = result_from(frozen["result"])
    return Round(
        title=frozen["title"],
        resolution=frozen["resolution"],
        shows_ranking=frozen["shows_ranking"],
        result=result,
        criteria=[
            Criterion(_("K%(place)d") % {"place": place}, line)
            for place, line in enumerate(result.criteria, 1)
        ],
        rows=[
            _rated(each, result, shows_ranking=frozen["shows_ranking"]) for each in result.measures
        ],
        chart=portfolio_of(result),
        base=_base(frozen, result),
    )


def _base(frozen: Content, result: RoundResult) -> list[str]:
    lines = [
        _("Runde „%(title)s“") % frozen,
        _("%(n)s von %(asked)s Bewertungsbögen") % {"n": result.handed_in, "asked": result.asked},
    ]
    if frozen["ended_on"]:
        lines.append(_("abgeschlossen am %(day)s") % {"day": german_day(frozen["ended_on"])})
    return [*lines, _("Beispieldaten")] if frozen["is_example"] else lines


def _rated(measure: MeasureResult, result: RoundResult, *, shows_ranking: bool) -> Rated:
    place = measure.place if shows_ranking else None
    moved = "" if place is None or place.is_stable else f"{place.best}–{place.worst}"
    return Rated(
        result=measure,
        rank=str(place.rank) if place else "–",
        moved=moved or "–",
        score=number(measure.score, 2) if shows_ranking and measure.score is not None else "–",
        cells=_cells(measure, result),
    )


def _cells(measure: MeasureResult, result: RoundResult) -> list[str]:
    """The median of the raters with its spread, or what citizens said."""
    judged = iter(measure.judgements)
    points = measure.voices.points if measure.voices else None
    return [
        (number(points, 1) if points is not None else "–")
        if criterion.is_from_citizens
        else _spread(next(judged))
        for criterion in result.criteria
    ]


def _spread(judged: Judgement | None) -> str:
    if judged is None:
        return "–"
    return f"{number(judged.median)} ({judged.lowest}–{judged.highest})"
