"""How lights changed from one cycle to the other."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from measures.models import Assessment
from measures.queries.comparison import ABSENT, SHOWN, Comparison
from measures.queries.lights import light
from smartregion.core.charts import Chart, Part, Way, flow_chart, light_parts
from smartregion.core.palette import LIGHTS


def light_flow(comparison: Comparison) -> Chart:
    """Ribbons from the older cycle to the newer; what one of them did not ask about is a part of its own."""
    ways = [Way(flow.before, flow.after, flow.count) for flow in comparison.flows]
    return drawn_flow(ways, before=comparison.before.title, after=comparison.after.title)


def drawn_flow(ways: Sequence[Way], *, before: str, after: str) -> Chart:
    """The same from counted ways, for what was frozen; their ends are values of ``comparison.SHOWN``."""
    title = _("Wie sich die Ampeln verändert haben")
    return flow_chart(title=title, parts=_parts(), ways=ways, before=before, after=after)


def _parts() -> dict[str, Part]:
    drawn = light_parts()
    # Drawings know what was not reported by its empty name.
    drawn[Assessment.State.MISSING.value] = drawn.pop("")
    absent = Part(_("nicht abgefragt"), "none", LIGHTS[""], outline=LIGHTS[""])
    words = {value: light(value).label for value in SHOWN if value != ABSENT}
    named = {
        value: Part(words[value], part.fill, part.ink, part.sign, part.outline)
        for value, part in drawn.items()
    }
    return {**{value: named[value] for value in SHOWN if value != ABSENT}, ABSENT: absent}
