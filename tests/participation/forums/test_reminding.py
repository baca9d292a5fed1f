"""Staff are reminded of promised answers: of each stage once, whatever nights are missed."""

from collections import Counter
from datetime import date, datetime, timedelta

import pytest
from django.utils import timezone

from participation.contributions.models import Contribution
from participation.forums.actions import remind_of_answers
from participation.forums.models import Topic
from smartregion.notices.models import Notice
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

TODAY = NOON.date()
# Over the end of summer time: the clock goes back in the night to 25 October 2026.
AUTUMN = date(2026, 10, 1)


@pytest.fixture
def topic(office):
    found = TopicFactory(answer_by=TODAY + timedelta(days=14), responsible=office)
    PostFactory(topic=found, state="read")
    return found


def after(days):
    remind_of_answers(at=NOON + timedelta(days=days))
    return [notice.headline for notice in Notice.objects.order_by("pk")]


def test_responsible_person_is_reminded_before_the_day_and_when_it_has_passed(topic, office):
    told = [len(after(days)) for days in range(20)]
    assert told == [1] * 7 + [2] * 5 + [3] * 3 + [4] * 5
    assert set(Notice.objects.values_list("recipient__user", flat=True)) == {office.pk}
    assert "überfällig" in after(19)[-1]
    assert Notice.objects.filter(url=topic.get_absolute_url()).count() == 4


def test_nothing_is_told_before_its_time_or_of_what_is_answered(topic):
    Topic.objects.update(answer_by=TODAY + timedelta(days=15))
    assert after(0) == []
    Contribution.objects.update(state="taken_up")
    assert after(14) == []


def test_a_closed_topic_and_one_without_contributions_need_no_reminder(office):
    TopicFactory(answer_by=TODAY, responsible=office)
    closed = TopicFactory(answer_by=TODAY, responsible=office, closed=True)
    PostFactory(topic=closed, state="read")
    assert after(0) == []


def test_nights_without_a_run_are_made_up_for_once(topic):
    assert len(after(9)) == 1
    assert len(after(10)) == 1


def test_a_new_promise_begins_anew(topic):
    after(13)
    Topic.objects.update(answer_by=TODAY + timedelta(days=40))
    assert len(after(14)) == 1
    assert len(after(27)) == 2


@pytest.mark.slow
def test_sixty_days_across_the_clock_change_remind_of_each_stage_once(office):
    topic = TopicFactory(answer_by=AUTUMN + timedelta(days=30), responsible=office)
    PostFactory(topic=topic, state="in_review")
    for hour in range(0, 60 * 24, 6):
        naive = datetime.combine(AUTUMN, datetime.min.time())
        remind_of_answers(at=timezone.make_aware(naive) + timedelta(hours=hour))
    keys = Counter(Notice.objects.values_list("key", flat=True))
    assert len(keys) == 4
    assert set(keys.values()) == {1}
