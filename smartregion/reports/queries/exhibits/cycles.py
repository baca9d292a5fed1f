"""Closed evaluation cycles: how the measures stand, and what changed between two of them."""

from collections.abc import Iterator
from datetime import date
from itertools import pairwise

from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from measures.charts.flows import light_flow
from measures.charts.standing import attained_chart, implementation_chart
from measures.models import Cycle
from measures.queries.comparison import Comparison, Pair, compare
from measures.queries.documents import document_of, public_part
from measures.queries.readings import Reading, reading_of
from smartregion.core.charts import Chart, DataTable
from smartregion.reports.queries.exhibits.registry import (
    Look,
    Offer,
    Offers,
    Source,
    draws,
    offers,
    said_n,
)
from smartregion.reports.rendering.exhibits import Shown


def _closed() -> dict[str, Cycle]:
    cycles = Cycle.objects.closed().select_related("strategy", "snapshot")
    return {cycle.slug: cycle for cycle in cycles.order_by("-cutoff_on", "-pk")}


def _titles() -> dict[str, str]:
    return {
        "lights": _("Ampeln aller Maßnahmen"),
        "lights_by_field": _("Ampeln nach Handlungsfeld"),
        "lights_by_place": _("Ampeln nach Art der Gemeinden"),
        "attained": _("Kennzahlen und ihre Ziele"),
    }


@offers(gettext_lazy("Evaluationszyklen"))
def _from_cycles() -> Iterator[Offers]:
    cycles = list(_closed().values())
    for cycle in cycles:
        listed = [
            Offer(title, {"kind": kind, "cycle": cycle.slug}) for kind, title in _titles().items()
        ]
        yield Offers(cycle.title, listed)
    for later, earlier in pairwise(cycles):
        if earlier.strategy_id == later.strategy_id:
            yield _pair_offers(earlier, later)


def _pair_offers(earlier: Cycle, later: Cycle) -> Offers:
    names = {"before": earlier.slug, "after": later.slug}
    words = {"earlier": earlier.title, "later": later.title}
    return Offers(
        _("%(earlier)s und %(later)s im Vergleich") % words,
        [
            Offer(_("Wie sich die Ampeln verändert haben"), {"kind": "light_flow", **names}),
            Offer(_("Maßnahmen mit anderer Ampel"), {"kind": "new_lights", **names}),
        ],
    )


# -- one cycle ---------------------------------------------------------------------------------
def _reading(source: Source, look: Look) -> Reading:
    """Raises ``KeyError`` for a cycle that is not closed."""
    cycles = look.once("cycles", _closed)
    cycle = cycles[source["cycle"]]
    return look.once(("reading", cycle.pk), lambda: reading_of(cycle))


def _standing(source: Source, chart: Chart, reading: Reading) -> Shown:
    base = (
        said_n(len(reading.asked)),
        _cutoff(reading.document.cycle.cutoff_on),
        _("öffentliche Maßnahmen des Zyklus „%(title)s“") % {"title": reading.document.cycle.title},
    )
    url = reverse("measures:cycle_detail", args=[source["cycle"]])
    return Shown(chart.title, chart.table, base, url, chart)


def _cutoff(day: date) -> str:
    return _("Stichtag %(day)s") % {"day": f"{day:%d.%m.%Y}"}


@draws("lights")
def _lights(source: Source, look: Look) -> Shown | None:
    reading = _reading(source, look)
    chart = implementation_chart(_titles()["lights"], [reading.standing.whole])
    return _standing(source, chart, reading)


@draws("lights_by_field")
def _lights_by_field(source: Source, look: Look) -> Shown | None:
    reading = _reading(source, look)
    chart = implementation_chart(_titles()["lights_by_field"], reading.standing.fields)
    return _standing(source, chart, reading) if reading.standing.fields else None


@draws("lights_by_place")
def _lights_by_place(source: Source, look: Look) -> Shown | None:
    reading = _reading(source, look)
    chart = implementation_chart(_titles()["lights_by_place"], reading.standing.places)
    return _standing(source, chart, reading) if reading.standing.places else None


@draws("attained")
def _attained(source: Source, look: Look) -> Shown | None:
    reading = _reading(source, look)
    chart = attained_chart(_titles()["attained"], [reading.standing.whole])
    return _standing(source, chart, reading) if chart.table.rows else None


# -- two cycles --------------------------------------------------------------------------------
def _compared(source: Source, look: Look) -> Comparison:
    """Of public measures. Raises ``KeyError`` for cycles that are not closed."""
    cycles = look.once("cycles", _closed)
    before, after = cycles[source["before"]], cycles[source["after"]]
    return look.once(
        ("comparison", before.pk, after.pk),
        lambda: compare(public_part(document_of(before)), public_part(document_of(after))),
    )


def _comparison(source: Source, found: Comparison, n: int) -> tuple[tuple[str, ...], str]:
    days = f"{found.before.cutoff_on:%d.%m.%Y}", f"{found.after.cutoff_on:%d.%m.%Y}"
    base = said_n(n), _("Stichtage %s und %s") % days, _("öffentliche Maßnahmen")
    url = reverse("measures:comparison")
    return base, f"{url}?von={source['before']}&bis={source['after']}"


@draws("light_flow")
def _flow(source: Source, look: Look) -> Shown | None:
    found = _compared(source, look)
    base, url = _comparison(source, found, sum(flow.count for flow in found.flows))
    chart = light_flow(found)
    return Shown(chart.title, chart.table, base, url, chart)


@draws("new_lights")
def _new_lights(source: Source, look: Look) -> Shown | None:
    found = _compared(source, look)
    base, url = _comparison(source, found, len(found.pairs))
    head = (_("Maßnahme"), found.before.title, found.after.title)
    rows = tuple(_changed(pair) for pair in found.new_lights)
    return Shown(_("Maßnahmen mit anderer Ampel"), DataTable(head, rows), base, url)


def _changed(pair: Pair) -> tuple[str, str, str]:
    before, after = pair.light_before, pair.light_after
    words = (each.label if each else _("nicht abgefragt") for each in (before, after))
    return (f"{pair.after.number} {pair.after.title}", *words)  # type: ignore[return-value]  # two
