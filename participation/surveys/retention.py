"""How long what people said is kept: one rule per kind of data."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.utils import timezone

from participation.surveys.models import Survey

# How long after closing, unless the office says otherwise.
CODES_AFTER = timedelta(days=30)
ANSWERS_AFTER_MONTHS = 24


# -- what is proposed --------------------------------------------------------------------------
def proposals(closes_at: datetime) -> dict[str, date]:
    """Until when codes and single answers are kept, unless the office says otherwise."""
    last_day = timezone.localdate(closes_at)
    return {
        "codes_until": last_day + CODES_AFTER,
        "answers_until": months_later(last_day, ANSWERS_AFTER_MONTHS),
    }


def settled(
    survey: Survey, given: Mapping[str, date | None], closes_at: datetime
) -> dict[str, date]:
    """The days that count: what was left empty is proposed; a proposal moves with the closing."""
    before = proposals(survey.closes_at) if survey.closes_at else {}
    return {
        name: proposal if given.get(name) in (None, before.get(name)) else given[name] or proposal
        for name, proposal in proposals(closes_at).items()
    }


def months_later(day: date, months: int) -> date:
    """The same day some months on; the last one where a month is too short."""
    years, month = divmod(day.month - 1 + months, 12)
    year = day.year + years
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))
