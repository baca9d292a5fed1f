"""The charts of the report, drawn from frozen numbers by the same functions as on the pages."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from measures import charts
from measures.queries import FieldDistribution, Light, LightCount
from participation.surveys.charts import chart_of
from participation.surveys.protection.charts import chart_for_all
from participation.surveys.results import QuestionResult, results_from_json
from smartregion.core.charts import Chart, Mark, Span, bar_chart, schedule

Content = dict[str, Any]


@dataclass(frozen=True)
class Asked:
    """A question of a survey with its chart; free texts have none."""

    question: QuestionResult
    chart: Chart | None


def questions(survey: Content) -> list[Asked]:
    results = results_from_json(survey["results"])
    # Snapshots of earlier days hold bare figures and are drawn as they were.
    if not survey.get("is_protected"):
        return [Asked(question, chart_of(question)) for question in results.questions]
    is_weighted = bool(results.weighting)
    return [
        Asked(each, None if each.is_text else chart_for_all(each, is_weighted=is_weighted))
        for each in results.questions
    ]


def phases(content: Content) -> Chart | None:
    spans = [
        Span(phase["title"], _day(phase["starts_on"]), _day(phase["ends_on"]))
        for phase in content["phases"]
    ]
    return schedule(title=_("Phasen des Strategieprozesses"), spans=spans) if spans else None


def topics(content: Content) -> dict[str, Chart]:
    """For each forum: how many contributions its topics got."""
    return {
        forum["title"]: bar_chart(
            title=_("Beiträge je Impuls"),
            bars=[(topic["title"], topic["said"]) for topic in forum["topics"]],
            total=forum["said"],
        )
        for forum in content["forums"]
    }


def all_lights(content: Content) -> Chart | None:
    cycle = content["cycle"]
    if not cycle:
        return None
    note = _("Stichtag %(day)s. %(reported)s von %(asked)s Maßnahmen wurden gemeldet.") % {
        "day": _german(cycle["cutoff_on"]),
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


def measure_schedule(measure: Content, on: str | None) -> Chart:
    """The time of one measure with its milestones."""
    card = measure["card"]
    planned = Span(
        _("Planung"),
        _day(card["starts_on"]),
        _day(card["ends_on"]),
        tuple(
            Mark(step["title"], date.fromisoformat(step["due_on"]), bool(step["done_on"]))
            for step in measure["milestones"]
        ),
    )
    return schedule(title=_("Zeitplan %(number)s") % card, spans=[planned], on=_day(on))


def _counted(lights: list[Content]) -> list[LightCount]:
    return [LightCount(Light(**each["light"]), each["count"]) for each in lights]


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _german(text: str) -> str:
    return date.fromisoformat(text).strftime("%d.%m.%Y")
