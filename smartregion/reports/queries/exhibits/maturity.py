"""The digital maturity of municipalities in closed rounds."""

from collections.abc import Iterator
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from smartregion.core.charts import Chart
from smartregion.reports.queries.exhibits.registry import (
    Look,
    Offer,
    Offers,
    Source,
    as_of,
    draws,
    offers,
    said_n,
)
from smartregion.reports.rendering.exhibits import Shown
from smartregion.reports.rendering.languages import LANGUAGE
from strategy.charts import change_map, level_map, spread_by_zone
from strategy.models import MaturityRound
from strategy.queries.maturity import Results, results_of
from strategy.queries.maturity_changes import changes_between


def _closed() -> dict[str, MaturityRound]:
    """The newest first."""
    return {str(each.pk): each for each in MaturityRound.objects.closed()}


@offers(gettext_lazy("Reifegrad der Gemeinden"))
def _from_maturity() -> Iterator[Offers]:
    rounds = list(_closed().values())
    for each in rounds:
        key = str(each.pk)
        yield Offers(
            each.title,
            [
                Offer(
                    _("Wie viele Gemeinden auf welcher Stufe stehen"),
                    {"kind": "maturity_spread", "round": key},
                ),
                Offer(_("Stufe je Gemeinde und Dimension"), {"kind": "maturity_map", "round": key}),
            ],
        )
    for later, earlier in pairwise(rounds):
        words = {"earlier": earlier.title, "later": later.title}
        names = {"before": str(earlier.pk), "after": str(later.pk)}
        title = _("Veränderung von „%(earlier)s“ zu „%(later)s“") % words
        yield Offers(title, [Offer(title, {"kind": "maturity_change", **names})])


def _results(key: str, look: Look) -> Results:
    """Raises ``KeyError`` for a round that is not closed."""
    round_ = look.once("rounds", _closed)[key]
    return look.once(("maturity", key), lambda: results_of(round_, language=LANGUAGE))


def _of_round(chart: Chart, results: Results) -> Shown | None:
    base = [said_n(len(results.reported)), _("Gemeinden, die gemeldet haben")]
    if results.round.closed_on:
        base.insert(1, as_of(results.round.closed_on))
    url = reverse("strategy:maturity_round", args=[results.round.pk])
    return Shown(chart.title, chart.table, tuple(base), url, chart) if results.reported else None


@draws("maturity_spread")
def _spread(source: Source, look: Look) -> Shown | None:
    results = _results(source["round"], look)
    return _of_round(spread_by_zone(results.comparisons), results)


@draws("maturity_map")
def _map(source: Source, look: Look) -> Shown | None:
    results = _results(source["round"], look)
    return _of_round(level_map(results), results)


@draws("maturity_change")
def _change(source: Source, look: Look) -> Shown | None:
    rounds = look.once("rounds", _closed)
    one, other = rounds[source["before"]], rounds[source["after"]]
    changes = changes_between(one, other, language=LANGUAGE)
    return _of_round(change_map(changes), changes.later)
