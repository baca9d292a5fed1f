"""Letters about reports: they went out when they were written, and nobody gets them again."""

from datetime import date, datetime, time

from django.db.models import F
from django.utils import timezone

from measures.queries.reminding import duty_letters
from smartregion.notices.actions.keeping import NO_WORDS, SENT_WORDS
from smartregion.notices.models import Mail


def deliver_letters(*, on: date) -> None:
    """As the worker did it in its time; what is older than a week has lost its words, as everywhere."""
    written = duty_letters().filter(state=Mail.State.WAITING)
    written.update(state=Mail.State.SENT, attempts=1, sent_at=F("written_at"))
    today = timezone.make_aware(datetime.combine(on, time.min))
    duty_letters().filter(sent_at__lt=today - SENT_WORDS).update(**NO_WORDS)
