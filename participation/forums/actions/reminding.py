"""Reminding those responsible of the answers they promised: before the day, and when it has passed."""

from datetime import date, datetime, timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext, override

from participation.forums.models import Topic
from participation.forums.queries import Coverage, topic_coverage
from smartregion.notices.actions import News, recipient_of, tell

# Days before the promised one on which the office is reminded; the last time on the day after.
AHEAD = (14, 7, 2)
LATE = -1


@transaction.atomic
def remind_of_answers(*, at: datetime) -> int:
    """Tell the responsible person of each topic in which people still wait; returns for how many.

    What is due is told by the stage it has reached, not by the day of the run: a night on which
    nothing ran is made up for, and no stage is told twice. A new promise begins anew.
    """
    today = timezone.localdate(at)
    promised = Topic.objects.public().filter(
        closed_at__isnull=True, answer_by__lte=today + timedelta(days=max(AHEAD))
    )
    topics = list(promised.select_related("forum", "responsible"))
    coverage = topic_coverage(topics)
    return sum(_remind(topic, coverage[topic.pk], today, at) for topic in topics)


def _remind(topic: Topic, coverage: Coverage, today: date, at: datetime) -> int:
    person = topic.responsible
    if not coverage.open or topic.answer_by is None or person is None or not person.is_active:
        return 0
    with override(settings.LANGUAGE_CODE):
        news = _news(topic, topic.answer_by, coverage.open, today)
    return tell(recipients=[recipient_of(person)], news=news, at=at)


def _stage(left: int) -> int:
    """The last of the days ahead that has come; late is a stage of its own."""
    return min((days for days in AHEAD if left <= days), default=0) if left >= 0 else LATE


def _news(topic: Topic, promised: date, waiting: int, today: date) -> News:
    stage = _stage((promised - today).days)
    words = ngettext(
        "%(n)d Beitrag wartet noch auf eine Antwort.",
        "%(n)d Beiträge warten noch auf eine Antwort.",
        waiting,
    )
    headline = (
        _("Zugesagte Antworten sind überfällig: sie waren bis zum %(day)s versprochen")
        if stage == LATE
        else _("Antworten zugesagt bis zum %(day)s")
    )
    return News(
        key=f"answers-due:{topic.pk}:{promised:%Y-%m-%d}:{stage}",
        group=topic.title,
        group_url=topic.get_absolute_url(),
        headline=headline % {"day": date_format(promised, "DATE_FORMAT")},
        url=topic.get_absolute_url(),
        text=words % {"n": waiting},
    )
