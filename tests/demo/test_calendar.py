"""A demo loaded years later is still alive: people can answer and write."""

from datetime import date, timedelta

import pytest

from participation.forums.models import Topic
from participation.surveys.models import Survey
from smartregion.core.days import day_begins
from smartregion.demo.load import load_demo

YEARS_LATER = date(2031, 5, 7)


@pytest.mark.slow
@pytest.mark.django_db
def test_demo_loaded_years_later_still_takes_answers_and_posts() -> None:
    load_demo(password="egal", on=YEARS_LATER)
    soon = day_begins(YEARS_LATER + timedelta(days=60))
    # Open to all, with codes, for accounts.
    assert set(Survey.objects.answerable(soon).values_list("mode", flat=True)) == set(Survey.Mode)
    assert Topic.objects.open(soon).count() == 3
