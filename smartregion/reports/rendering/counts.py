"""How many measures there are: by state, and by field of action."""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from measures.models import Measure
from smartregion.core.charts import Chart, bar_chart
from smartregion.reports.rendering.facts import measures_by_field

Content = dict[str, Any]


@dataclass(frozen=True)
class StateCount:
    label: str
    count: int
    key_projects: int


def by_state(content: Content) -> list[StateCount]:
    """In the order of a measure's life; states that no measure has are left out."""
    labels: dict[str, str] = {}
    cards: dict[str, list[Content]] = {}
    for measure in content["measures"]:
        card = measure["card"]
        labels[card["state"]] = card["state_label"]
        cards.setdefault(card["state"], []).append(card)
    return [
        StateCount(labels[state], len(inside), sum(each["is_key_project"] for each in inside))
        for state in Measure.State.values
        if (inside := cards.get(state))
    ]


def by_field(content: Content) -> Chart:
    """One bar for each field of action."""
    return bar_chart(
        title=_("Maßnahmen je Handlungsfeld"),
        bars=[(name, len(inside)) for name, inside in measures_by_field(content)],
        total=len(content["measures"]),
    )
