"""When somebody is asked for a report again: the days of an evaluation cycle, counted from the day it is due.

It follows from the calendar alone which stage a report has reached, not from the days on which something
ran: a night on which nothing ran is made up for by the next one, and nothing is kept about the last run.
"""

from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Stage(TextChoices):
    """What a letter about a report is, as the office reads it in the list of letters."""

    ASKED = "asked", _("Anfrage")
    AHEAD = "ahead", _("Erinnerung zwei Wochen vorher")
    TODAY = "today", _("Erinnerung am letzten Tag")
    LATE = "late", _("Erinnerung nach Ablauf der Frist")
    LAST = "last", _("letzte Erinnerung")
    # By hand, on a day of the office's choice.
    EXTRA = "extra", _("zusätzliche Erinnerung")
    # Given back: the letter says so at once, and again when nothing came of it.
    RETURNED = "returned", _("zurückgegeben")
    AGAIN = "again", _("Erinnerung nach der Rückgabe")


# So many days after the day a report is due.
DAYS = {Stage.AHEAD: -14, Stage.TODAY: 0, Stage.LATE: 1, Stage.LAST: 7}
# So long somebody has for a report that was given back when all others were due.
PATIENCE = timedelta(days=7)


@dataclass(frozen=True)
class Mark:
    """A stage with the day it is counted from: a day that is moved begins anew."""

    stage: Stage
    counted_from: date

    def __str__(self) -> str:
        return f"{self.counted_from:%Y-%m-%d}:{self.stage}"


def mark_of(due_on: date, *, on: date, returned_on: date | None = None) -> Mark:
    """The last stage that has come: of the cycle, or of a report that was given back on a day."""
    if returned_on is None:
        return _latest([(date.min, Mark(Stage.ASKED, due_on)), *_days(due_on)], on)
    back = (returned_on, Mark(Stage.RETURNED, returned_on))
    if returned_on < due_on:
        coming = [(day, mark) for day, mark in _days(due_on) if day > returned_on]
        return _latest([back, *coming], on)
    return _latest([back, (returned_on + PATIENCE, Mark(Stage.AGAIN, returned_on))], on)


def calendar_of(due_on: date) -> list[tuple[date, Stage]]:
    """The days on which those are reminded who have not reported."""
    return [(day, mark.stage) for day, mark in _days(due_on)]


def _days(due_on: date) -> list[tuple[date, Mark]]:
    return [(due_on + timedelta(days=n), Mark(stage, due_on)) for stage, n in DAYS.items()]


def _latest(calendar: list[tuple[date, Mark]], on: date) -> Mark:
    """The calendar begins with what holds from the start."""
    return [mark for day, mark in calendar if day <= on or mark == calendar[0][1]][-1]
