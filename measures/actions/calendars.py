"""The secret address of a personal calendar."""

from datetime import datetime
from typing import Any

from django.db import transaction

from measures.models import CalendarKey
from measures.models.calendars import new_key
from smartregion.core.audit import record


@transaction.atomic
def renew_calendar_key(*, by: Any, at: datetime) -> CalendarKey:
    """A new address; whoever has the old one reads nothing any more."""
    defaults = {"key": new_key(), "since": at}
    found, _is_new = CalendarKey.objects.update_or_create(user=by, defaults=defaults)
    record(by=by, verb="renew_calendar_key", subject=found)
    return found


@transaction.atomic
def end_calendar(*, by: Any) -> None:
    """No address any more."""
    for found in CalendarKey.objects.of(by):
        record(by=by, verb="end_calendar", subject=found)
        found.delete()


def forget_calendar(*, user: Any, with_texts: bool, at: datetime) -> None:  # noqa: ARG001
    """Somebody closes their account: their address goes with it."""
    CalendarKey.objects.of(user).delete()
