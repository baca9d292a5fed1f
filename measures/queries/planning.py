"""What the next evaluation cycle begins with: the one before it, a year later."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta

from django.utils.translation import gettext as _

from measures.models import Cycle
from measures.queries.scope import Scope, scope_of
from strategy.models import Strategy

# Time to answer, counted from the cut-off day.
TO_ANSWER = timedelta(days=28)
# A cut-off day may lie back as long as this when it is planned; people still remember how things stood.
REMEMBERED = timedelta(days=90)


@dataclass(frozen=True)
class Proposal:
    """What the form of a new cycle shows first; the office changes what it likes."""

    title: str
    opens_on: date
    cutoff_on: date
    due_on: date
    scope: Scope | None = None


def proposed_plan(*, on: date) -> Proposal:
    """The same questions a year later, so that the two can be compared; else the end of this year."""
    strategy = Strategy.objects.order_by("-period_start", "-pk").first()
    cycles = Cycle.objects.exclude(state=Cycle.State.CANCELLED).filter(strategy=strategy)
    asked = cycles.exclude(state=Cycle.State.PLANNED)
    last = asked.select_related("strategy").first()
    cutoff = _next_cutoff(last.cutoff_on, on) if last else date(on.year, 12, 31)
    while cycles.filter(cutoff_on=cutoff).exists():
        cutoff = _same_day(cutoff, cutoff.year + 1)
    begins = max(cutoff, on)
    return Proposal(
        title=_("Evaluation %(year)s") % {"year": cutoff.year},
        opens_on=begins,
        cutoff_on=cutoff,
        due_on=begins + TO_ANSWER,
        scope=scope_of(last) if last else None,
    )


def _next_cutoff(last: date, on: date) -> date:
    year = max(last.year + 1, (on - REMEMBERED).year)
    day = _same_day(last, year)
    return day if day >= on - REMEMBERED else _same_day(last, year + 1)


def _same_day(day: date, year: int) -> date:
    """In another year; not every year has a 29 February."""
    return day.replace(year=year, day=min(day.day, monthrange(year, day.month)[1]))
