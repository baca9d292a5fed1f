"""The charts of the report, drawn from frozen numbers by the same functions as on the pages."""

from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from measures import charts
from measures.queries import FieldDistribution, Light, LightCount
from smartregion.core.charts import Chart, Span, schedule
from smartregion.core.days import german_day

Content = dict[str, Any]


def phases(content: Content) -> Chart | None:
    spans = [
        Span(phase["title"], _day(phase["starts_on"]), _day(phase["ends_on"]))
        for phase in content["phases"]
    ]
    return schedule(title=_("Phasen des Strategieprozesses"), spans=spans) if spans else None


def all_lights(content: Content) -> Chart | None:
    cycle = content["cycle"]
    if not cycle:
        return None
    note = _("Stichtag %(day)s. %(reported)s von %(asked)s Maßnahmen wurden gemeldet.") % {
        "day": german_day(cycle["cutoff_on"]),
        "reported": cycle["reported"],
        "asked": cycle["asked"],
    }
    return charts.lights_of_all(_counted(cycle["lights"]), note=note)


def lights_by_field(content: Content) -> Chart | None:
    cycle = content["cycle"]
    if not cycle:
        return None
    fields = (
        FieldDistribution("", field["name"], _counted(field["lights"])) for field in cycle["fields"]
    )
    return charts.lights_by_field(fields)


def _counted(lights: list[Content]) -> list[LightCount]:
    return [LightCount(Light(**each["light"]), each["count"]) for each in lights]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
