"""Surveys, and all that belongs to one, for roles that are held for one survey only."""

from collections.abc import Iterable, Iterator
from typing import Any

from participation.surveys.models import Survey
from smartregion.accounts.models import ScopeKind
from smartregion.accounts.slots import Scope


def surveys() -> Iterable[tuple[str, str]]:
    return [(str(each.pk), each.heading) for each in Survey.objects.all()]


def around_survey(survey: Survey) -> Iterator[Scope]:
    yield str(ScopeKind.SURVEY), str(survey.pk)


def around_part(part: Any) -> Iterator[Scope]:
    """What belongs to a survey lies in it, and nothing else does."""
    yield str(ScopeKind.SURVEY), str(part.survey_id)
