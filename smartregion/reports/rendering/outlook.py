"""Days ahead that nobody should miss: of evaluation cycles, of grants, of indicators."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _

from measures.timeliness import months_after
from smartregion.reports.rendering.money import counted
from smartregion.reports.rendering.roadmap import MONTHS

Content = dict[str, Any]


@dataclass(frozen=True)
class Ahead:
    on: str
    what: str
    of: str


def days_ahead(content: Content) -> list[Ahead]:
    """Those of the coming twelve months, the soonest first."""
    first = content["made_on"]
    last = months_after(date.fromisoformat(first), MONTHS).isoformat()
    found = [*_cycles(content), *_grants(content)]
    wanted = [each for each in found if first <= each.on <= last]
    return sorted(wanted, key=lambda each: (each.on, each.what, each.of))


def _cycles(content: Content) -> Iterator[Ahead]:
    for cycle in content.get("calendar") or ():
        yield Ahead(cycle["cutoff_on"], _("Stichtag der Evaluation"), cycle["title"])
        yield Ahead(cycle["due_on"], _("Meldungen zur Evaluation bis"), cycle["title"])


def _grants(content: Content) -> Iterator[Ahead]:
    for measure in counted(content):
        for grant in measure.get("grants", ()):
            for day in grant["deadlines"]:
                of = f"{measure['card']['number']} {measure['card']['title']}"
                yield Ahead(day["day"], day["label"], f"{of}, {grant['programme']}")
