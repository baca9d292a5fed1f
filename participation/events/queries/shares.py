"""Where the people of an event came from, and what they said (F11): nobody stands out in it.

A group of fewer than five is never shown by itself. It is added to the others that are small, and
if those together are still fewer than five, the smallest of the shown ones joins them: otherwise
what is missing from the total would tell the group after all.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, QuerySet
from django.utils.translation import gettext as _

from participation.events.models import AgendaItem, Event, LiveQuestion, Registration
from smartregion.core.charts import Bar, Chart, bar_chart
from smartregion.county.models import Municipality

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
    people, questions, posts = _present(event), _questions(event), _posts(event)
    found = [
        _by_town(_("Teilnehmende nach Gemeinde"), people, "municipality"),
        _spread(_("Teilnehmende nach Gruppe"), _counted(people, "actor_group__name")),
        _by_town(_("Fragen nach Gemeinde"), questions, "contribution__municipality"),
        _by_town(_("Beiträge im Forum nach Gemeinde"), posts, f"{POST}__municipality", POST),
    ]
    # One bar for everybody who could not be shown would tell nothing.
    return [spread for spread in found if spread.shares and not _is_all_rest(spread)]


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


# From an item of the agenda to what was written in its topic.
POST = "topic__posts__contribution"


def _by_town(heading: str, rows: QuerySet[Any], town: str, what: str = "pk") -> Spread:
    """By municipality; where each of them is too small, by part of the county."""
    spread = _spread(heading, _counted(rows, f"{town}__name", what))
    if not _is_all_rest(spread):
        return spread
    zones = _counted(rows, f"{town}__zone", what)
    labels = dict(Municipality.Zone.choices)
    return _spread(heading, {str(labels.get(zone, "")): n for zone, n in zones.items()})


def _spread(heading: str, counts: Mapping[str, int]) -> Spread:
    """Who told nothing about it is a group like any other."""
    named = {label or _("keine Angabe"): count for label, count in counts.items()}
    return Spread(heading, merged(named, rest=_rest()))


def _is_all_rest(spread: Spread) -> bool:
    return [share.label for share in spread.shares] == [_rest()]


def _rest() -> str:
    return _("weitere, zusammengefasst")


def _present(event: Event) -> QuerySet[Registration]:
    """Those who were there; where nobody ticked a list, those who had a seat."""
    seats = event.registrations.confirmed()
    return seats.filter(came=True) if seats.filter(came__isnull=False).exists() else seats


def _questions(event: Event) -> QuerySet[LiveQuestion]:
    return event.questions.filter(contribution__is_hidden=False)


def _posts(event: Event) -> QuerySet[AgendaItem]:
    """What was written in the topics to which the agenda leads."""
    return event.agenda.filter(topic__posts__contribution__is_hidden=False)


def _counted(rows: QuerySet[Any], field: str, what: str = "pk") -> dict[str, int]:
    counts = rows.order_by().values_list(field).annotate(Count(what, distinct=True))
    return {label or "": count for label, count in counts}
