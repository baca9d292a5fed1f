"""Days of measures that stand in a calendar: milestones, deadlines of grants, decisions put off."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.utils.translation import gettext as _

from measures.models import CalendarKey, Grant, Measure, MeasureQuerySet, Milestone
from measures.queries.money import GIVEN_UP
from smartregion.core.numbers import exact_euros

# What a calendar that is subscribed to keeps of the past.
LOOKING_BACK = timedelta(days=365)


@dataclass(frozen=True)
class CalendarDay:
    """One day; ``key`` names what it is about for ever, ``path`` is the page of the measure."""

    key: str
    day: date
    summary: str
    description: str
    path: str


def days_of(measures: MeasureQuerySet, *, on: date) -> list[CalendarDay]:
    """Everything that is ahead or was missed during the last year, in the order of the calendar."""
    since = on - LOOKING_BACK
    wanted = measures.values("pk")
    found = [*_milestones(wanted), *_deadlines(wanted), *_reviews(measures)]
    return sorted(
        (each for each in found if each.day >= since), key=lambda each: (each.day, each.key)
    )


def measures_behind(key: CalendarKey, *, only_own: bool) -> MeasureQuerySet:
    """What the calendar of a person holds; nothing once the person may not see it any more."""
    if not key.user.has_perm("measures.view_internal"):
        return Measure.objects.none()
    visible = Measure.objects.visible_to(key.user)
    return visible.filter(responsible=key.user) if only_own else visible


def _milestones(measures: Any) -> Iterator[CalendarDay]:
    """Steps that are still open; none of what was given up. Of its grants one has to account for all the same."""
    steps = Milestone.objects.open().filter(measure__in=measures).select_related("measure")
    for step in steps.exclude(measure__state__in=GIVEN_UP):
        summary = _("Meilenstein: %(title)s") % {"title": step.title}
        yield _day(f"milestone-{step.pk}", step.due_on, summary, step.measure)


def _deadlines(measures: Any) -> Iterator[CalendarDay]:
    for grant in Grant.objects.filter(measure__in=measures).select_related("measure"):
        for name, day in grant.deadlines():
            summary = _("%(deadline)s: %(programme)s") % {
                "deadline": Grant.called(name),
                "programme": grant.programme,
            }
            amount = exact_euros(grant.amount_eur)
            yield _day(f"grant-{grant.pk}-{name}", day, summary, grant.measure, amount)


def _reviews(measures: MeasureQuerySet) -> Iterator[CalendarDay]:
    for measure in measures.filter(state=Measure.State.DEFERRED, review_on__isnull=False):
        summary = _("Wiedervorlage: %(title)s") % {"title": measure.title}
        # The constraint of the state asks for the day, the filter has found it.
        day = measure.review_on or date.max
        yield _day(f"review-{measure.pk}", day, summary, measure)


def _day(key: str, day: date, summary: str, measure: Measure, more: str = "") -> CalendarDay:
    said = ", ".join(filter(None, [str(measure), measure.get_state_display(), more]))
    return CalendarDay(key, day, summary, said, measure.get_absolute_url())
