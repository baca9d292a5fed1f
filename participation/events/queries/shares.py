"""Where the people of an event came from, and what they said (F11): nobody stands out in it.

A group of fewer than five is never shown by itself. It is added to the others that are small, and
if those together are still fewer than five, the smallest of the shown ones joins them: otherwise
what is missing from the total would tell the group after all.
"""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from participation.events.models import Event, LiveQuestion, Registration
from smartregion.core.charts import Bar, Chart, bar_chart

SMALLEST = 5


@dataclass(frozen=True)
class Share:
    label: str
    count: int


@dataclass(frozen=True)
class Spread:
    """How something divides over groups; empty where there is too little of it."""

    heading: str
    shares: list[Share]

    @property
    def total(self) -> int:
        return sum(share.count for share in self.shares)

    @property
    def chart(self) -> Chart:
        bars = [Bar(share.label, share.count) for share in self.shares]
        return bar_chart(title=self.heading, bars=bars, total=self.total)


def spreads_of(event: Event) -> list[Spread]:
    """People, their groups, questions and contributions; only what can be shown."""
    people = _present(event)
    found = [
        _spread(_("Teilnehmende nach Gemeinde"), _counted(people, "municipality__name")),
        _spread(_("Teilnehmende nach Gruppe"), _counted(people, "actor_group__name")),
        _spread(
            _("Fragen nach Gemeinde"),
            _counted(_questions(event), "contribution__municipality__name"),
        ),
        _spread(_("Beiträge im Forum nach Gemeinde"), _posts(event)),
    ]
    return [spread for spread in found if spread.shares]


def merged(counts: Mapping[str, int], *, rest: str) -> list[Share]:
    """The groups by size, small ones together under ``rest``; nothing if all are too few."""
    ordered = sorted(counts.items(), key=lambda group: (-group[1], group[0]))
    shown = [Share(label, count) for label, count in ordered if count >= SMALLEST]
    small = sum(count for _label, count in ordered if count < SMALLEST)
    while shown and 0 < small < SMALLEST:
        small += shown.pop().count
    if small >= SMALLEST:
        shown.append(Share(rest, small))
    return shown


def _spread(heading: str, counts: Mapping[str | None, int]) -> Spread:
    """Who told nothing about it is a group like any other."""
    named = Counter({label or _("keine Angabe"): count for label, count in counts.items()})
    return Spread(heading, merged(named, rest=_("weitere, zusammengefasst")))


def _present(event: Event) -> QuerySet[Registration]:
    """Those who were there; where nobody ticked a list, those who had a seat."""
    seats = event.registrations.confirmed()
    return seats.filter(came=True) if seats.filter(came__isnull=False).exists() else seats


def _questions(event: Event) -> QuerySet[LiveQuestion]:
    return event.questions.filter(contribution__is_hidden=False)


def _posts(event: Event) -> dict[str | None, int]:
    """What was written in the topics to which the agenda leads."""
    path = "topic__posts__contribution"
    said = event.agenda.filter(topic__posts__contribution__is_hidden=False)
    rows = said.order_by().values_list(f"{path}__municipality__name")
    return dict(rows.annotate(Count(path, distinct=True)))


def _counted(rows: QuerySet[Any], field: str) -> dict[str | None, int]:
    return dict(rows.order_by().values_list(field).annotate(Count("pk")))
