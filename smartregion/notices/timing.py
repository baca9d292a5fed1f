"""When a letter is due: by the county's clock, in both nights in which it is put forward or back."""

from datetime import datetime, time, timedelta

from django.utils import timezone

from smartregion.notices.models import Recipient

Frequency = Recipient.Frequency

# Daily letters come in the morning, weekly ones on Monday morning. This hour exists every day.
HOUR = time(7)


def due_before(frequency: str, at: datetime) -> datetime:
    """Whatever happened before this moment belongs into a letter by now.

    It follows from the clock alone, not from when the last letter went: a worker that slept for
    two days writes one letter, and what happens after seven waits for the next morning.
    """
    if frequency == Frequency.DAILY:
        return _latest_morning(at, every_day=True)
    if frequency == Frequency.WEEKLY:
        return _latest_morning(at, every_day=False)
    return at + timedelta.resolution


def _latest_morning(at: datetime, *, every_day: bool) -> datetime:
    local = timezone.localtime(at, timezone.get_default_timezone())
    day = local.date() if local.time() >= HOUR else local.date() - timedelta(days=1)
    if not every_day:
        day -= timedelta(days=day.weekday())
    return datetime.combine(day, HOUR, tzinfo=local.tzinfo)
