"""Describing what is observed: the indicators of measures and of objectives."""

from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.history import in_german, note
from measures.actions.refusals import refused
from measures.models import Indicator, Measure
from measures.queries.indicators import value_said
from smartregion.core.audit import record
from smartregion.core.days import short_day
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState
from strategy.models import Element

Kind = Indicator.Kind


@transaction.atomic
def add_indicator(
    *,
    by: Any,
    at: datetime,
    measure: Measure | None = None,
    objective: Element | None = None,
    **values: Any,
) -> Indicator:
    """A new indicator of a measure or of an objective; its values follow."""
    indicator = Indicator(measure=measure, objective=objective, **values)
    _check(indicator, at=at)
    indicator.save()
    _note(indicator, by=by, at=at, new=_words(indicator))
    record(by=by, verb="add_indicator", subject=indicator)
    return indicator


@transaction.atomic
def change_indicator(
    *, indicator: Indicator, by: Any, at: datetime, lock_version: int, **values: Any
) -> Indicator:
    """Describe it otherwise, unless somebody else was faster (``EditConflict``).

    What its values mean stays: the kind, and each step of a scale that was used.
    """
    write_if_unchanged(Indicator.objects.filter(pk=indicator.pk), lock_version=lock_version)
    stored = Indicator.objects.select_related("measure").get(pk=indicator.pk)
    changed = sorted(name for name, value in values.items() if getattr(stored, name) != value)
    before = _words(stored)
    for name in changed:
        setattr(stored, name, values[name])
    _check(stored, at=at)
    _keep_meaning(stored)
    stored.save()
    _note(stored, by=by, at=at, old=before, new=_words(stored))
    record(by=by, verb="change_indicator", subject=stored, changes={"fields": changed})
    return stored


@transaction.atomic
def remove_indicator(*, indicator: Indicator, by: Any, at: datetime) -> None:
    """Take away an indicator that nobody has observed yet; what was observed stays for ever."""
    if indicator.entries.exists():
        raise WrongState(
            _("Zu dieser Kennzahl sind Werte eingetragen; sie bleibt mit ihnen stehen.")
        )
    record(by=by, verb="remove_indicator", subject=indicator)
    _note(indicator, by=by, at=at, old=_words(indicator))
    indicator.delete()


def _note(indicator: Indicator, *, by: Any, at: datetime, old: str = "", new: str = "") -> None:
    """Into the history of the profile; objectives have none."""
    if indicator.measure:
        note(measure=indicator.measure, by=by, at=at, field="indicators", old=old, new=new)


def _words(indicator: Indicator) -> str:
    """What an indicator says, on one line."""
    return in_german(lambda: _line(indicator))


def _line(indicator: Indicator) -> str:
    start = _with_day(value_said(indicator, indicator.baseline), indicator.baseline_on)
    aim = _with_day(value_said(indicator, indicator.target), indicator.target_on)
    steps = f" ({' < '.join(indicator.scale)})" if indicator.scale else ""
    return (
        f"{indicator.name}{steps}: {start} → {aim}; {indicator.get_direction_display()}, "
        f"{indicator.get_level_display()}, {indicator.source}, {indicator.get_interval_display()}"
    )


def _with_day(said: str, day: date | None) -> str:
    return f"{said}, {short_day(day)}" if day else said


def _check(indicator: Indicator, *, at: datetime) -> None:
    """What fits together whoever writes it: a form, an import, the demo."""
    if indicator.baseline_on and indicator.baseline_on > timezone.localdate(at):
        raise refused("baseline_on", _("Dieser Tag liegt in der Zukunft."))
    if (indicator.kind == Kind.ORDINAL) != (len(indicator.scale) >= 2):
        raise refused(
            "scale", _("Eine Kennzahl in Stufen hat mindestens zwei davon, jede andere keine.")
        )
    for name in ("baseline", "target"):
        check_value(indicator, getattr(indicator, name), field=name)
    _check_way(indicator)
    indicator.full_clean()


def _check_way(indicator: Indicator) -> None:
    """A target on the wrong side of where it began would be reached before anybody moves."""
    start, aim = indicator.baseline, indicator.target
    if start is None or aim is None or indicator.kind == Kind.YES_NO:
        return
    is_rising = indicator.direction == Indicator.Direction.RISING
    if (aim < start) if is_rising else (aim > start):
        raise refused(
            "target",
            _("Der Zielwert liegt unter dem Ausgangswert, obwohl die Kennzahl steigen soll.")
            if is_rising
            else _("Der Zielwert liegt über dem Ausgangswert, obwohl die Kennzahl sinken soll."),
        )


def check_value(indicator: Indicator, value: Any, *, field: str = "value") -> None:
    """Refuse what the kind of the indicator does not know."""
    if value is None:
        return
    if indicator.kind == Kind.YES_NO and value not in {0, 1}:
        raise refused(field, _("Diese Kennzahl kennt nur ja und nein."))
    if indicator.kind == Kind.PERCENT and not 0 <= value <= 100:
        raise refused(field, _("Ein Anteil liegt zwischen 0 und 100 Prozent."))
    steps = len(indicator.scale)
    if indicator.kind == Kind.ORDINAL and (value != int(value) or not 1 <= value <= steps):
        raise refused(field, _("Die Stufen gehen von 1 bis %(steps)s.") % {"steps": steps})


def _keep_meaning(indicator: Indicator) -> None:
    """Values that were entered still have to mean something after the change."""
    before = Indicator.objects.get(pk=indicator.pk)
    values = list(indicator.entries.filter(value__isnull=False).values_list("value", flat=True))
    if not values:
        return
    if before.kind != indicator.kind:
        raise refused(
            "kind", _("Es sind schon Werte eingetragen; die Art der Kennzahl bleibt deshalb.")
        )
    highest = max(values)
    if indicator.kind == Kind.ORDINAL and highest > len(indicator.scale):
        raise refused(
            "scale",
            _("Stufe %(step)s ist schon eingetragen; sie kann nicht wegfallen.")
            % {"step": int(highest)},
        )
