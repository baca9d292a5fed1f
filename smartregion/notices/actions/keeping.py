"""What of notices and letters is kept, and for how long."""

from datetime import date, datetime, timedelta

from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from smartregion.notices.models import Mail, Notice, Recipient
from smartregion.notices.slots import pending

# As long as somebody may ask whether a letter went out, and what it said.
SENT_WORDS = timedelta(days=7)
# Stuck letters stay longer, so that the administration finds them after a holiday.
STUCK_WORDS = timedelta(days=30)
NOTICES = timedelta(days=365)
# From the day on which nothing is left to tell a guest: time to object, and to come back.
GUESTS = timedelta(days=30)

NO_WORDS = {"to": "", "subject": "", "text": "", "calendar": "", "unsubscribe_url": ""}


def forget(*, at: datetime) -> None:
    """Every night: the words of old letters, old notices, and guests nobody has to write to."""
    _forget_words(at)
    Notice.objects.filter(at__lt=at - NOTICES, settled_at__isnull=False).delete()
    _forget_guests(timezone.localdate(at))


def _forget_words(at: datetime) -> None:
    sent = Q(state=Mail.State.SENT, sent_at__lt=at - SENT_WORDS)
    stuck = Q(state__in=Mail.UNSENT, not_before__lt=at - STUCK_WORDS)
    Mail.objects.exclude(text="").filter(sent | stuck).update(**NO_WORDS)


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
