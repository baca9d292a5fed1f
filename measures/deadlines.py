"""Days that must not be missed: how near they are, and how one says it."""

from datetime import date

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

# Warned at these many days before, the nearest first.
AHEAD = (7, 30, 90)
YEAR = 365
PASSED = "passed"
FAR = ""
TONES = {PASSED: "danger", "7": "danger", "30": "warning", "90": "info", FAR: "neutral"}


def stage_of(day: date, *, on: date) -> str:
    """How urgent a day is: passed, or the last of the days ahead that has come; empty if it is far."""
    left = (day - on).days
    if left < 0:
        return PASSED
    return next((str(days) for days in AHEAD if left <= days), FAR)


def time_left(day: date, *, on: date) -> str:
    """Today, tomorrow, in so many days, months or years; or for how long it has been over."""
    left = (day - on).days
    if left < 0:
        return ngettext("seit %(n)d Tag vorbei", "seit %(n)d Tagen vorbei", -left) % {"n": -left}
    if left > max(AHEAD):
        return _far_off(left)
    near = {0: _("heute"), 1: _("morgen")}
    return near.get(left) or ngettext("noch %(n)d Tag", "noch %(n)d Tage", left) % {"n": left}


def _far_off(left: int) -> str:
    """Nobody counts a thousand days."""
    if left < 2 * YEAR:
        months = round(left / YEAR * 12)
        return ngettext("noch %(n)d Monat", "noch %(n)d Monate", months) % {"n": months}
    years = left // YEAR
    return ngettext("noch gut %(n)d Jahr", "noch gut %(n)d Jahre", years) % {"n": years}
