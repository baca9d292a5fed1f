"""From when until when a survey takes answers: to the second, in local time, also when clocks change."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine

from participation.surveys.models import GRACE, Response, Survey, SurveyVersion
from tests.factories.surveys import published, question
from tests.participation.surveys.test_views_answering import Browser

pytestmark = pytest.mark.django_db
BERLIN = ZoneInfo("Europe/Berlin")
SECOND = timedelta(seconds=1)
# Ends as people write them: at midnight, in the hour that comes twice, and right behind the one that is left out.
ENDS = {
    "a summer evening": datetime(2026, 7, 31, 23, 59, 59, tzinfo=BERLIN),
    "first 2:30 of October": datetime(2026, 10, 25, 2, 30, tzinfo=BERLIN),
    "second 2:30 of October": datetime(2026, 10, 25, 2, 30, fold=1, tzinfo=BERLIN),
    "last day of October": datetime(2026, 10, 25, 23, 59, 59, tzinfo=BERLIN),
    "behind the gap of March": datetime(2026, 3, 29, 3, 0, tzinfo=BERLIN),
    "before the gap of March": datetime(2026, 3, 29, 1, 59, 59, tzinfo=BERLIN),
}


def open_until(end: datetime) -> SurveyVersion:
    start = end.astimezone(UTC) - timedelta(days=2)
    with time_machine.travel(start, tick=False):
        return published(question("single", "q"), opens_at=start, closes_at=end)


def at(moment: datetime, browser: Browser, step: str) -> int:
    with time_machine.travel(moment, tick=False):
        browser.send(step, **({"version": 1} if step == "start" else {"q": "a"}))
    return browser.response.status_code


@pytest.mark.behaviour("Q9", "X9")
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_a_survey_ends_on_its_second(end: datetime) -> None:
    version, exact = open_until(end), end.astimezone(UTC)
    for moment, status in ((exact - SECOND, 200), (exact, 409), (exact + SECOND, 409)):
        assert at(moment, Browser(version), "start") == status


@pytest.mark.behaviour("Q9", "X9")
@pytest.mark.parametrize("end", ENDS.values(), ids=ENDS)
def test_who_has_begun_has_thirty_minutes_and_not_a_second_more(end: datetime) -> None:
    version, exact = open_until(end), end.astimezone(UTC)
    begun = [Browser(version) for _each in range(4)]
    for browser in begun:
        assert at(exact - SECOND, browser, "start") == 200
    moments = (exact + SECOND, exact + GRACE - SECOND, exact + GRACE, exact + GRACE + SECOND)
    statuses = [at(moment, each, "next") for moment, each in zip(moments, begun, strict=True)]
    assert statuses == [200, 200, 409, 409]
    assert Response.objects.count() == 2


@pytest.mark.behaviour("Q9", "X9")
def test_a_survey_begins_on_its_second_also_in_the_hour_that_comes_twice() -> None:
    version = open_until(datetime(2026, 11, 30, 18, tzinfo=BERLIN))
    begin = datetime(2026, 10, 25, 2, 15, fold=1, tzinfo=BERLIN)
    Survey.objects.filter(pk=version.survey_id).update(opens_at=begin)
    exact = begin.astimezone(UTC)
    for moment, status in ((exact - timedelta(hours=1), 409), (exact - SECOND, 409), (exact, 200)):
        assert at(moment, Browser(version), "start") == status


@pytest.mark.behaviour("Q9", "X9")
def test_a_clock_that_steps_back_loses_nothing() -> None:
    end = ENDS["a summer evening"]
    version = open_until(end)
    browser = Browser(version)
    assert at(end - SECOND, browser, "start") == 200
    assert at(end - timedelta(minutes=5), browser, "next") == 200
    assert Response.objects.count() == 1
