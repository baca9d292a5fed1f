"""Traffic lights as charts."""

from collections.abc import Iterable, Sequence

from django.utils.translation import gettext as _

from measures.models import Assessment
from measures.queries import FieldDistribution, LightCount
from smartregion.core.charts import Chart, light_distribution


def lights_of_all(lights: Sequence[LightCount], *, note: str = "") -> Chart:
    """One row: all measures that a cycle asked about."""
    return lights_chart(_("Ampeln aller Maßnahmen"), [(_("Alle Maßnahmen"), lights)], note)


def lights_by_field(fields: Iterable[FieldDistribution]) -> Chart:
    """One row for each field of action: a distribution, never an average."""
    rows = [(f"{field.number} {field.name}".strip(), field.lights) for field in fields]
    return lights_chart(_("Ampeln nach Handlungsfeld"), rows)


def lights_chart(
    title: str, rows: Sequence[tuple[str, Sequence[LightCount]]], note: str = ""
) -> Chart:
    """One row for each group of measures, by its name."""
    shown = [counted.light for _label, lights in rows for counted in lights]
    return light_distribution(
        title=title,
        rows=[
            (label, {_key(one.light.value): one.count for one in lights}) for label, lights in rows
        ],
        words={_key(light.value): light.label for light in shown},
        note=note,
    )


def _key(light: str) -> str:
    # Drawings know what was not reported by its empty name.
    return "" if light == Assessment.State.MISSING else light
