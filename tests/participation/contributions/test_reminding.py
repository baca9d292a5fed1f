"""Moderation is reminded of what waits, of each thing once."""

from datetime import timedelta

import pytest

from participation.contributions import actions
from participation.contributions.models import Report
from smartregion.notices.models import Notice
from tests.factories.contributions import ContributionFactory, ObjectionFactory, ReportFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON

pytestmark = pytest.mark.django_db

# NOON is a Monday; 24 hours of working days before it lies Friday, the same hour.
FRIDAY = NOON - timedelta(days=3)
MINUTE = timedelta(minutes=1)


def remind(at=NOON):
    return actions.remind_moderation(at=at)


@pytest.mark.behaviour("F19")
@pytest.mark.slow
def test_each_thing_is_called_to_mind_once_after_24_working_hours(moderator):
    ReportFactory(reported_at=FRIDAY)
    ContributionFactory(is_hidden=True, is_held=True, written_at=FRIDAY)
    ObjectionFactory(made_at=FRIDAY)
    assert remind(NOON - MINUTE) == 0
    assert remind() == 3
    assert [remind(NOON + timedelta(hours=hour)) for hour in range(1, 100)] == [0] * 99
    notices = Notice.objects.filter(recipient__user=moderator)
    assert notices.count() == 3
    assert {one.group for one in notices} == {"Moderation"}


@pytest.mark.behaviour("F19")
def test_a_text_that_is_reported_again_later_is_a_new_case(moderator):
    contribution = ReportFactory(reported_at=FRIDAY).contribution
    assert remind() == 1
    Report.objects.update(state="rejected", decision="Gut.", handled_at=NOON)
    assert remind() == 0
    ReportFactory(contribution=contribution, reported_at=NOON)
    assert remind(NOON + timedelta(days=1)) == 1


def test_holidays_of_the_state_do_not_count(moderator):
    CountyFactory(state_name="Brandenburg")
    # Reported on Thursday before Easter at noon; Tuesday after it, at noon, it is a working day ago.
    thursday = NOON.replace(month=4, day=2)
    ReportFactory(reported_at=thursday)
    assert remind(thursday + timedelta(days=5) - MINUTE) == 0
    assert remind(thursday + timedelta(days=5)) == 1


def test_nobody_is_there_to_be_reminded():
    ReportFactory(reported_at=FRIDAY)
    remind()
    assert not Notice.objects.exists()
