"""The nightly walk along the thread."""

from datetime import datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils.translation import override

from participation.contributions.models import ThreadCheck
from participation.contributions.thread import walk

# Older walks tell nothing any more.
KEPT = timedelta(days=30)


@transaction.atomic
def check_thread(*, at: datetime) -> ThreadCheck:
    """Look at every link from what people said to the reports, and write down what hangs loose."""
    with override(settings.LANGUAGE_CODE):
        done = walk()
    ThreadCheck.objects.filter(at__lt=at - KEPT).delete()
    return ThreadCheck.objects.create(
        at=at, looked_at=done.looked_at, loose_ends=sorted(done.loose_ends)
    )
