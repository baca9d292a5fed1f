"""Surveys as lists show them, and their versions as they were published."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count as CountRows
from django.db.models import OuterRef, QuerySet, Subquery

from participation.surveys.models import Response, Survey, SurveyVersion
from participation.surveys.texts import say
from smartregion.core.shelf import Shelf


@dataclass(frozen=True)
class ListedSurvey:
    """A survey as it was published last, so that nobody reads an unfinished draft."""

    survey: Survey
    title: str
    minutes: int
    languages: Sequence[str]
    phase: Survey.Phase
    responses: int = 0
    version: int = 0


def public_surveys(*, at: datetime, language: str | None) -> list[ListedSurvey]:
    """Open surveys first, then planned, then closed ones; each time those before that take everybody."""
    order = [Survey.Phase.OPEN, Survey.Phase.PLANNED, Survey.Phase.CLOSED]
    surveys = _with_latest(Survey.objects.offered())
    listed = [_listed(survey, at, language) for survey in surveys]
    return sorted(
        listed,
        key=lambda each: (order.index(each.phase), each.survey.mode != Survey.Mode.OPEN),
    )


def managed_surveys(
    surveys: QuerySet[Survey], *, at: datetime, language: str | None
) -> list[ListedSurvey]:
    """These surveys with the number of their responses."""
    return [_listed(survey, at, language) for survey in _with_counts(_with_latest(surveys))]


def _with_latest(surveys: Any) -> QuerySet[Survey]:
    latest = SurveyVersion.objects.filter(survey=OuterRef("pk")).order_by("-number")
    return surveys.annotate(  # type: ignore[no-any-return]
        latest_title=Subquery(latest.values("schema__title")[:1]),
        latest_number=Subquery(latest.values("number")[:1]),
    )


def _with_counts(surveys: QuerySet[Survey]) -> QuerySet[Survey]:
    counted = (
        Response.objects.filter(version__survey=OuterRef("pk"))
        .order_by()
        .values("version__survey")
        .annotate(number=CountRows("pk"))
        .values("number")
    )
    return surveys.annotate(response_count=Subquery(counted))


def _listed(survey: Any, at: datetime, language: str | None) -> ListedSurvey:
    return ListedSurvey(
        survey=survey,
        title=say(survey.latest_title or survey.title, language),
        minutes=survey.minutes,
        languages=survey.languages,
        phase=survey.phase(at),
        responses=getattr(survey, "response_count", 0) or 0,
        version=survey.latest_number or 0,
    )


def latest_version(survey: Survey) -> SurveyVersion | None:
    """What was published last; None while there is only a draft."""
    return survey.versions.order_by("-number").first()


def published_versions(slug: str) -> list[SurveyVersion]:
    """The versions of a published survey, newest first, without their documents.

    Asked for at every step of every person, so each process remembers the answer for two seconds;
    whether answers are still taken is asked of the database itself when they are stored.
    """
    return _RECENT.get(slug, lambda: _published_versions(slug))


def _published_versions(slug: str) -> list[SurveyVersion]:
    versions = SurveyVersion.objects.filter(survey__slug=slug, survey__in=Survey.objects.offered())
    return list(versions.select_related("survey").defer("schema").order_by("-number"))


def forget_published_versions(slug: str) -> None:
    """Whoever changes a survey sees it changed at once."""
    _RECENT.forget(slug)


_RECENT: Shelf[list[SurveyVersion]] = Shelf(size=100, seconds=2)
