"""Measures that wait for one another: what will not be ready in time."""

from datetime import date

from django.utils.translation import gettext as _

from measures.models import Measure
from measures.periods import Period, actual, in_words, planned
from smartregion.core.days import short_day

# What never comes, and what nobody waits for any more.
GIVEN_UP = (Measure.State.REJECTED, Measure.State.CANCELLED, Measure.State.MERGED)
OVER = (*GIVEN_UP, Measure.State.COMPLETED)


def warning_about(before: Measure, after: Measure) -> str:
    """Why what comes first may not be ready when the other needs it; empty where all is well."""
    if after.state in (*OVER, Measure.State.DEFERRED) or before.state == Measure.State.COMPLETED:
        return ""
    if before.state in GIVEN_UP:
        text = _("%(before)s wird nicht umgesetzt (Stand: %(state)s), %(after)s braucht es aber.")
    elif before.state == Measure.State.DEFERRED:
        text = _("%(before)s ist zurückgestellt, %(after)s braucht es aber.")
    elif _overlap(before, after):
        text = _("%(before)s endet %(end)s, %(after)s beginnt aber schon %(start)s.")
    else:
        return ""
    return text % {
        "before": before.number,
        "after": after.number,
        "state": before.get_state_display(),
        "end": _said(_end(before)),
        "start": _said(_start(after)),
    }


def _overlap(before: Measure, after: Measure) -> bool:
    if before.kind == Measure.Kind.CONTINUOUS:
        # It never ends, and is of use from its first day on.
        return False
    end, start = _end(before)[0], _start(after)[0]
    return bool(end and start and end > start)


def _end(measure: Measure) -> tuple[date | None, str]:
    """The last day as it turned out, or as it is planned, with how exactly it is meant."""
    period = actual(measure) if measure.ended_on else planned(measure)
    return period.ends, period.precision


def _start(measure: Measure) -> tuple[date | None, str]:
    period: Period = actual(measure) if measure.started_on else planned(measure)
    return period.begins, period.precision


def _said(known: tuple[date | None, str]) -> str:
    """In the middle of a sentence: am 14.10.2024, im Oktober 2024, 2024."""
    day, precision = known
    if day is None:
        return ""
    match Measure.Precision(precision):
        case Measure.Precision.DAY:
            return _("am %(day)s") % {"day": short_day(day)}
        case Measure.Precision.YEAR:
            return _("im Jahr %(year)d") % {"year": day.year}
    return _("im %(period)s") % {"period": in_words(day, precision)}
