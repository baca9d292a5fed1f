"""How lights changed from one cycle to the other."""

from django.utils.translation import gettext as _

from measures.models import Assessment
from measures.queries.comparison import ABSENT, SHOWN, Comparison
from measures.queries.lights import light
from smartregion.core.charts import Chart, Part, Way, flow_chart, light_parts
from smartregion.core.palette import LIGHTS


def light_flow(comparison: Comparison) -> Chart:
    """Ribbons from the older cycle to the newer; what one of them did not ask about is a part of its own."""
    return flow_chart(
        title=_("Wie sich die Ampeln verändert haben"),
        parts=_parts(),
        ways=[Way(flow.before, flow.after, flow.count) for flow in comparison.flows],
        before=comparison.before.title,
        after=comparison.after.title,
    )


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
