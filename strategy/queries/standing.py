"""Where the process stands, in one plain sentence."""

from collections.abc import Sequence
from datetime import date

from django.utils.formats import date_format
from django.utils.translation import gettext as _

from strategy.queries.process import Step


def standing_of(steps: Sequence[Step]) -> str:
    """What runs now; if nothing does, what was last or what begins next."""
    current = [step for step in steps if step.is_current]
    if len(current) > 1:
        return _("Gerade laufen mehrere Schritte: %(steps)s.") % {
            "steps": "; ".join(map(_running, current))
        }
    if current:
        return _runs(current[0])
    return _between(steps)


def _runs(step: Step) -> str:
    if step.ends_on is None:
        return _("Gerade läuft: %(title)s. Ein Ende steht noch nicht fest.") % {"title": step.title}
    return _("Gerade läuft: %(title)s, noch bis %(end)s.") % {
        "title": step.title,
        "end": _day(step.ends_on),
    }


def _running(step: Step) -> str:
    if step.ends_on is None:
        return _("%(title)s (Ende offen)") % {"title": step.title}
    return _("%(title)s (bis %(end)s)") % {"title": step.title, "end": _day(step.ends_on)}


def _between(steps: Sequence[Step]) -> str:
    """Nothing runs: before the first step, after the last one, or in a pause."""
    coming = next((step for step in steps if step.is_ahead), None)
    done = [step for step in steps if step.is_done]
    if coming:
        begins = {"title": coming.title, "begin": _day(coming.starts_on)}
        if done:
            return _("Gerade läuft kein Schritt. Am %(begin)s beginnt: %(title)s.") % begins
        return _("Es geht bald los. Am %(begin)s beginnt: %(title)s.") % begins
    if done:
        last = max(done, key=lambda step: step.ends_on or step.starts_on)
        return _("Alle Schritte sind abgeschlossen, zuletzt am %(end)s: %(title)s.") % {
            "title": last.title,
            "end": _day(last.ends_on or last.starts_on),
        }
    return _("Noch ist kein Schritt eingetragen.")


def _day(day: date) -> str:
    return date_format(day, "DATE_FORMAT")
