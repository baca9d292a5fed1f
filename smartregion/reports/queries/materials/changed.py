"""Which measures changed between two evaluation cycles, and in what."""

from collections.abc import Iterator
from datetime import datetime

from django.utils.translation import gettext as _

from measures.queries.comparison import Comparison, Pair, compare
from measures.queries.documents import document_of, public_part
from measures.queries.readings import cycle_before
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material


@material("changed")
def _changed(brief: Brief, _at: datetime) -> list[Content] | None:
    """By number; None where there is no earlier cycle to compare with."""
    if brief.cycle is None:
        return None
    earlier = brief.earlier_cycle or cycle_before(brief.cycle)
    if earlier is None:
        return None
    before, after = (public_part(document_of(cycle)) for cycle in (earlier, brief.cycle))
    found = _by_measure(compare(before, after))
    return [{"id": key, "what": what} for key, what in found.items() if what]


def _by_measure(comparison: Comparison) -> dict[str, list[str]]:
    found = {row.measure_id: [_("zum ersten Mal abgefragt")] for row in comparison.new}
    return found | {pair.after.measure_id: list(_words(pair)) for pair in comparison.pairs}


def _words(pair: Pair) -> Iterator[str]:
    way = _("%(what)s: %(before)s → %(after)s")
    if pair.has_new_state:
        yield way % {"what": _("Stand"), "before": pair.state_before, "after": pair.state_after}
    if pair.has_new_light:
        lights = (pair.light_before, pair.light_after)
        before, after = (each.label if each else _("nicht abgefragt") for each in lights)
        yield way % {"what": _("Ampel"), "before": before, "after": after}
    if pair.milestones:
        yield _("Meilensteine")
    if pair.cost:
        yield _("Kosten")
    if any(change.difference for change in pair.indicators):
        yield _("Kennzahlen")
