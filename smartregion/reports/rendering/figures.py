"""The charts of the report, drawn from frozen numbers by the same functions as on the pages."""

from typing import Any

from django.utils.translation import gettext as _

from measures import charts
from measures.queries import FieldDistribution
from smartregion.core.charts import Chart, Span, schedule
from smartregion.core.days import day_of, german_day
from smartregion.reports.rendering.evaluation.standing import counted

Content = dict[str, Any]


def phases(content: Content) -> Chart | None:
    spans = [
        Span(phase["title"], day_of(phase["starts_on"]), day_of(phase["ends_on"]))
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
    return charts.lights_of_all(counted(cycle["lights"]), note=note)


def lights_by_field(content: Content) -> Chart | None:
    cycle = content["cycle"]
    if not cycle:
        return None
    fields = (
        FieldDistribution("", field["name"], counted(field["lights"])) for field in cycle["fields"]
    )
    return charts.lights_by_field(fields)
