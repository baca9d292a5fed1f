"""How the measures stand: lights of this cycle and the one before, of all and by field of action."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.charts.flows import drawn_flow
from measures.charts.lights import lights_chart
from measures.queries import Light, LightCount
from smartregion.core.charts import Chart, Way
from smartregion.core.days import german_day
from smartregion.core.numbers import number

Content = dict[str, Any]
GOOD = "green"


def base_of(evaluation: Content) -> list[str]:
    """What every figure about a cycle rests on."""
    asked = evaluation["standing"]["asked"]
    n = ngettext("n = %(n)s öffentliche Maßnahme", "n = %(n)s öffentliche Maßnahmen", asked)
    return [
        n % {"n": number(asked)},
        evaluation["cycle"]["title"],
        _("Stichtag %(day)s") % {"day": german_day(evaluation["cycle"]["cutoff_on"])},
    ]


def lights(evaluation: Content) -> Chart:
    """All measures in this cycle and in the earlier one, then each field of action in this one."""
    fields = [
        (field["label"], counted(field["lights"])) for field in evaluation["standing"]["fields"]
    ]
    rows = [*_now_and_before(evaluation), *fields]
    return lights_chart(_("Ampeln im Ganzen und nach Handlungsfeld"), rows)


def lights_now_and_before(evaluation: Content) -> Chart:
    """All measures in this cycle and in the earlier one."""
    return lights_chart(_("Ampeln aller Maßnahmen"), _now_and_before(evaluation))


def _now_and_before(evaluation: Content) -> list[tuple[str, list[LightCount]]]:
    standing, earlier = evaluation["standing"], evaluation["earlier"]
    rows = [(evaluation["cycle"]["title"], counted(standing["whole"]["lights"]))]
    if earlier:
        rows.append((earlier["title"], counted(standing["lights_before"])))
    return rows


def flow_of_lights(evaluation: Content) -> Chart:
    """Which way the measures took from the earlier cycle to this one."""
    ways = [Way(**flow) for flow in evaluation["changes"]["flows"]]
    before, after = evaluation["earlier"]["title"], evaluation["cycle"]["title"]
    return drawn_flow(ways, before=before, after=after)


def counted(lights: Iterable[Content]) -> list[LightCount]:
    return [LightCount(Light(**each["light"]), each["count"]) for each in lights]


def in_plan(evaluation: Content) -> int:
    return count_of(evaluation["standing"]["whole"]["lights"], GOOD)


def count_of(lights: Iterable[Content], value: str) -> int:
    return sum(each["count"] for each in lights if each["light"]["value"] == value)


def distribution(lights: Iterable[Content]) -> str:
    """10 im Plan, 8 mit Abweichungen: what there is none of is left out."""
    shown = (
        f"{number(each['count'])} {each['light']['label']}" for each in lights if each["count"]
    )
    return ", ".join(shown)


def moved(evaluation: Content, way: str) -> Sequence[Content]:
    """Measures whose light is ``better`` or ``worse`` than in the earlier cycle."""
    return [each for each in evaluation["reports"] if each["move"] == way]


def missing(evaluation: Content) -> list[Content]:
    return [each for each in evaluation["reports"] if each["state"] == "missing"]


def decisions(evaluation: Content) -> list[Content]:
    """What somebody has to decide, the county assembly first."""
    return _named(evaluation, "decisions")


def urgent(evaluation: Content) -> list[Content]:
    """Measures that are not on plan: red, then yellow, then resting ones."""
    return _named(evaluation, "urgent")


def _named(evaluation: Content, which: str) -> list[Content]:
    reports = {each["id"]: each for each in evaluation["reports"]}
    return [reports[key] for key in evaluation[which]]
