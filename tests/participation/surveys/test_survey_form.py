"""The settings of a survey: every field in one section, and days of keeping that make sense."""

from datetime import UTC, date, datetime
from typing import Any

import pytest

from participation.surveys.forms.editing import SECTIONS, SurveyForm, proposed_window
from participation.surveys.models import Survey
from tests.factories.surveys import SurveyFactory

pytestmark = pytest.mark.django_db


def sent(**changes: Any) -> dict[str, Any]:
    return {
        "title_de": "Neue Umfrage", "minutes": "5", "saved_days": "7", "mode": "open",
        "opens_at": "2026-07-01T08:00", "closes_at": "2026-07-31T18:00", **changes,
    }  # fmt: skip


def saved(survey: Survey | None = None, **changes: Any) -> Survey:
    form = SurveyForm(sent(**changes), survey=survey)
    assert form.is_valid(), form.errors
    return form.save(by=None)


def test_every_field_stands_in_exactly_one_section() -> None:
    form = SurveyForm(survey=SurveyFactory())
    shown = [bound.name for section in form.sections for bound in section.fields]
    assert sorted(shown) == sorted(form.fields)
    assert all(section.fields for section in form.sections)
    assert len({section.id for section in SECTIONS}) == len(SECTIONS)


def test_days_of_keeping_are_proposed_from_the_closing() -> None:
    survey = saved()
    assert survey.codes_until == date(2026, 8, 30)
    assert survey.answers_until == date(2028, 7, 31)


def test_a_proposal_moves_with_the_closing_and_a_chosen_day_stays() -> None:
    survey = saved(answers_until="2027-01-31")
    moved = saved(
        survey,
        closes_at="2026-08-31T18:00",
        codes_until=str(survey.codes_until),
        answers_until="2027-01-31",
    )
    assert moved.codes_until == date(2026, 9, 30)
    assert moved.answers_until == date(2027, 1, 31)


def test_nothing_may_be_removed_before_the_survey_has_closed() -> None:
    form = SurveyForm(sent(answers_until="2026-07-31"))
    assert "nach dem Ende" in str(form.errors["answers_until"])


def test_a_new_survey_is_proposed_a_window_in_local_time() -> None:
    window = proposed_window(datetime(2026, 10, 20, 21, 30, 12, tzinfo=UTC))
    # Summer time ends in between.
    assert window["opens_at"].isoformat() == "2026-11-03T08:00:00+01:00"
    assert window["closes_at"].isoformat() == "2026-12-01T23:59:00+01:00"
