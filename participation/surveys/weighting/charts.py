"""Sample and population as charts, and how the weights are spread."""

from itertools import pairwise

import numpy as np
from django.utils.translation import gettext as _

from participation.surveys.statistics.weights import Weights
from participation.surveys.weighting.comparison import MarginCompared
from smartregion.core.charts import Bar, Chart, bar_chart, stacked_likert
from smartregion.core.numbers import number

# More groups have no colours of their own; the table has all of them.
MOST_GROUPS = 8
EDGES = (0.25, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0, 5.0)


def margin_chart(margin: MarginCompared) -> Chart | None:
    """Population, those who answered, and those weighted, each as a bar of 100 per cent."""
    if len(margin.groups) > MOST_GROUPS or not margin.answered:
        return None
    rows: list[tuple[str, list[float]]] = [
        (_("Bevölkerung"), [group.people for group in margin.groups]),
        (_("Umfrage"), [group.answered for group in margin.groups]),
    ]
    if all(group.weighted is not None for group in margin.groups):
        weighted = [margin.answered * (group.weighted or 0) for group in margin.groups]
        rows.append((_("Umfrage, gewichtet"), weighted))
    return stacked_likert(
        title=_("%s: Bevölkerung und Umfrage") % margin.label,
        scale=[group.label for group in margin.groups],
        rows=rows,
        note=_("Umfrage: n = %s") % number(margin.answered),
    )


def weights_chart(weights: Weights) -> Chart:
    """How many responses have which weight."""
    edges = np.array(EDGES)
    counts = np.bincount(
        np.searchsorted(edges, weights.values, side="right"), minlength=edges.size + 1
    )
    pairs = pairwise(EDGES)
    labels = [
        _("unter %s") % number(EDGES[0], 2),
        *(
            _("%(low)s bis unter %(high)s") % {"low": number(low, 2), "high": number(high, 2)}
            for low, high in pairs
        ),
        _("%s und mehr") % number(EDGES[-1], 2),
    ]
    bars = [Bar(label, int(count)) for label, count in zip(labels, counts, strict=True)]
    first = next((place for place, bar in enumerate(bars) if bar.value), 0)
    last = max((place for place, bar in enumerate(bars) if bar.value), default=0)
    return bar_chart(
        title=_("Wie viele Antworten welches Gewicht haben"),
        bars=bars[first : last + 1],
        total=weights.values.size,
        note=_("Gewicht 1: Die Antwort zählt so viel wie ohne Gewichtung."),
    )
