"""Entering what was observed. Nothing is ever written over: whoever errs adds what is right."""

from datetime import date, datetime
from decimal import Decimal
from functools import partial
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.history import in_german
from measures.actions.history import note as note_change
from measures.actions.indicators import check_value
from measures.actions.refusals import refused
from measures.models import Indicator, IndicatorValue
from measures.queries.indicators import value_said
from smartregion.core.audit import record
from smartregion.core.days import short_day
from smartregion.core.errors import WrongState


@transaction.atomic
def enter_value(
    *,
    indicator: Indicator,
    by: Any,
    at: datetime,
    on: date,
    value: Decimal,
    source: str = "",
    note: str = "",
) -> IndicatorValue:
    """The value of a day that has none; a second one for the same day is refused."""
    if on > timezone.localdate(at):
        raise refused("on", _("Dieser Tag liegt in der Zukunft."))
    check_value(indicator, value)
    latest = _latest_of(indicator, on)
    if latest and latest.value is not None:
        raise refused("on", _already_there(latest))
    return write_value(
        indicator, latest, verb="enter_value", by=by, at=at, on=on, value=value, source=source,
        note=note,
    )  # fmt: skip


@transaction.atomic
def correct_value(
    *,
    entry: IndicatorValue,
    by: Any,
    at: datetime,
    value: Decimal,
    note: str,
    source: str = "",
) -> IndicatorValue:
    """Say what the value of that day really was; the wrong one stays readable beside it."""
    check_value(entry.indicator, value)
    if not note.strip():
        raise refused("note", _("Bitte sagen Sie in einem Satz, was falsch war."))
    return _replace(
        entry, verb="correct_value", by=by, at=at, value=value, source=source, note=note
    )


@transaction.atomic
def take_back_value(*, entry: IndicatorValue, by: Any, at: datetime, note: str) -> IndicatorValue:
    """An entry that should not be there at all; the day is free again."""
    if not note.strip():
        raise refused("note", _("Bitte sagen Sie in einem Satz, was falsch war."))
    return _replace(entry, verb="take_back_value", by=by, at=at, value=None, note=note)


def _replace(
    entry: IndicatorValue, *, verb: str, by: Any, at: datetime, **values: Any
) -> IndicatorValue:
    latest = _latest_of(entry.indicator, entry.on)
    if latest != entry or entry.value is None:
        raise WrongState(_("Dieser Wert wurde inzwischen von jemand anderem berichtigt."))
    return write_value(entry.indicator, entry, verb=verb, by=by, at=at, on=entry.on, **values)


def _latest_of(indicator: Indicator, on: date) -> IndicatorValue | None:
    """What stands for that day. The indicator is locked, so two people enter one after the other."""
    Indicator.objects.select_for_update().get(pk=indicator.pk)
    return indicator.entries.filter(on=on).order_by("-revision").first()


def write_value(
    indicator: Indicator,
    before: IndicatorValue | None,
    *,
    verb: str,
    by: Any,
    at: datetime,
    on: date,
    **values: Any,
) -> IndicatorValue:
    """The entry of a day after what stood there (``before``), with its traces; nothing is checked here."""
    entry = IndicatorValue.objects.create(
        indicator=indicator,
        on=on,
        corrects=before,
        revision=before.revision + 1 if before else 0,
        entered_by=by if getattr(by, "is_authenticated", False) else None,
        entered_at=at,
        **values,
    )
    record(by=by, verb=verb, subject=indicator, changes={"on": on.isoformat()})
    _note_in_history(entry, before, by=by, at=at)
    return entry


def _note_in_history(
    entry: IndicatorValue, before: IndicatorValue | None, *, by: Any, at: datetime
) -> None:
    measure = entry.indicator.measure
    if measure is None:
        return
    old, new = (in_german(partial(_line, each)) for each in (before, entry))
    note_change(measure=measure, by=by, at=at, field="indicators", old=old, new=new)


def _line(entry: IndicatorValue | None) -> str:
    if entry is None or entry.value is None:
        return ""
    day = short_day(entry.on)
    return f"{entry.indicator.name}, {day}: {value_said(entry.indicator, entry.value)}"


def _already_there(entry: IndicatorValue) -> str:
    return _(
        "Für den %(day)s ist schon ein Wert eingetragen: %(value)s. Ist er falsch, berichtigen Sie ihn."
    ) % {
        "day": short_day(entry.on),
        "value": value_said(entry.indicator, entry.value),
    }
