"""How mature the municipalities are: the newest closed round, counted, with the one before."""

from collections.abc import Sequence
from datetime import datetime

from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.queries.maturity import (
    Asked,
    Distribution,
    Results,
    before,
    newest_closed,
    results_of,
)


@material("maturity")
def _maturity(_brief: Brief, _at: datetime) -> Content | None:
    """Levels are counted and put in order, never averaged; None before a round is closed."""
    round_ = newest_closed()
    if round_ is None:
        return None
    results, earlier = results_of(round_, language=LANGUAGE), before(round_)
    old = results_of(earlier, language=LANGUAGE) if earlier else None
    return {
        "title": round_.title,
        "closed_on": round_.closed_on,
        "is_example": round_.is_example,
        "before": earlier.title if earlier else "",
        "towns": len(results.towns),
        "reported": len(results.reported),
        "missing": [town.name for town in results.missing],
        "dimensions": [_dimension(results, old, one) for one in results.asked],
    }


def _dimension(results: Results, old: Results | None, asked: Asked) -> Content:
    scores = [score for town in results.towns if (score := results.score(town, asked))]
    return {
        "title": asked.words.title,
        "short_title": asked.words.short_title,
        "question": asked.words.question,
        "levels": list(asked.words.levels),
        "actual": _spread(asked, [results.level(town, asked) for town in results.towns]),
        "target": _spread(asked, [score.target for score in scores]),
        "before": _spread(asked, [old.level(town, asked) for town in old.towns]) if old else None,
        "zones": [
            _spread(asked, each.levels)
            for one in results.comparisons
            if one.asked == asked
            for each in (one.belt, one.rural)
        ],
    }


def _spread(asked: Asked, levels: Sequence[int | None]) -> Content:
    """How many municipalities stand where, and the level in the middle."""
    spread = Distribution(asked, "", tuple(levels))
    median = spread.median
    return {
        "counts": list(spread.counts),
        "missing": spread.missing,
        "median": [median.low, median.high] if median else None,
    }
