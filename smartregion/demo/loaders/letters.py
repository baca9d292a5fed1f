"""Letters and news about reports: told when it was time, and nobody hears of them again."""

from datetime import date

from django.db.models import F, Q

from measures.queries.reminding import duty_letters
from smartregion.core.days import day_begins
from smartregion.notices.actions.keeping import NO_WORDS
from smartregion.notices.models import SENT_WORDS, Mail, Notice

# What somebody is told about a report begins with one of these.
ABOUT_REPORTS = Q(key__startswith="report:") | Q(key__startswith="report-accepted:")


def deliver_letters(*, on: date) -> None:
    """As the worker did it in its time; what is older than a week has lost its words, as everywhere."""
    written = duty_letters().filter(state=Mail.State.WAITING)
    written.update(state=Mail.State.SENT, attempts=1, sent_at=F("written_at"))
    today = day_begins(on)
    duty_letters().filter(sent_at__lt=today - SENT_WORDS).update(**NO_WORDS)


def settle_news(*, before: date) -> None:
    """Of cycles that are over people have read on their page, and no letter tells it once more."""
    old = Notice.objects.filter(ABOUT_REPORTS, at__lt=day_begins(before))
    old.update(settled_at=F("at"), read_at=F("at"))
