"""What of notices and letters is kept, and for how long."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef
from django.utils import timezone

from smartregion.notices.models import Mail, Notice, Recipient
from smartregion.notices.slots import pending

# From the day on which nothing is left to tell a guest: time to object, and to come back.
GUESTS = timedelta(days=30)

NO_WORDS = {"to": "", "subject": "", "text": "", "calendar": "", "unsubscribe_url": ""}


def forget(*, at: datetime) -> None:
    """Every night: the words of old letters, old notices, and guests nobody has to write to."""
    Mail.objects.outworn(at).update(**NO_WORDS)
    Notice.retention.rows_due(Notice, at).delete()
    _forget_guests(timezone.localdate(at))


def _forget_guests(on: date) -> None:
    """Guests with nothing pending get a last day; when it has passed, their address goes."""
    guests = Recipient.objects.filter(user__isnull=True)
    keys = list(guests.values_list("pk", flat=True))
    lasts = pending.of(keys, visible_to=None)
    awaiting = [key for key, days in lasts.items() if max(days, default=date.min) >= on]
    unsettled = Notice.objects.filter(recipient=OuterRef("pk"), settled_at__isnull=True)
    done = guests.exclude(pk__in=awaiting).exclude(Exists(unsettled))
    guests.filter(pk__in=awaiting).update(keep_until=None)
    done.filter(keep_until__lt=on).delete()
    done.filter(keep_until__isnull=True).update(keep_until=on + GUESTS)
