"""What people said: released figures of surveys, forums with their answers, and who still waits."""

from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from django.utils import timezone

from participation.contributions.queries import Said
from participation.forums.models import Forum
from participation.forums.queries import TopicDocumentation, forum_documentation, gaps
from participation.surveys.models import Survey
from participation.surveys.queries.preparing import results_for_all
from participation.surveys.queries.releases import crossings_in, current_publication
from participation.surveys.results import results_to_json
from smartregion.core.snapshots import content_of
from smartregion.reports.briefs import Brief
from smartregion.reports.queries.materials.registry import Content, material
from smartregion.reports.queries.materials.voices import as_said, grown_from
from smartregion.reports.rendering.languages import LANGUAGE


@material("surveys")
def _surveys(brief: Brief, _at: datetime) -> list[Content]:
    return [_survey(survey) for survey in brief.surveys]


@material("forums")
def _forums(brief: Brief, at: datetime) -> list[Content]:
    return [_forum(forum, at) for forum in brief.forums]


@material("waiting")
def _who_waits(brief: Brief, at: datetime) -> Content | None:
    return _waiting(brief.override, timezone.localdate(at))


def _survey(survey: Survey) -> Content:
    release = current_publication(survey)
    crossings = crossings_in(content_of(release.snapshot), LANGUAGE) if release else []
    return {
        # A report is handed to everybody: released figures, or protected by the same rules.
        "results": results_to_json(results_for_all(survey, language=LANGUAGE)),
        "is_protected": True,
        "opens_on": timezone.localdate(survey.opens_at),
        "closes_on": timezone.localdate(survey.closes_at),
        "languages": len(survey.languages),
        "is_closed": survey.state == Survey.State.CLOSED,
        "mode_label": survey.get_mode_display(),
        "released_on": release and timezone.localdate(release.published_at),
        "crossings": [crossing.to_json() for crossing in crossings],
    }


def _forum(forum: Forum, at: datetime) -> Content:
    documented = forum_documentation(forum, at=at)
    return {
        "title": documented.title,
        "summary": documented.summary,
        "intro": documented.intro,
        "is_example": forum.is_example,
        "topics": [_topic(topic) for topic in documented.topics],
        **_figures(documented),
    }


def _topic(topic: TopicDocumentation) -> Content:
    return {
        "title": topic.title,
        "question": topic.question,
        "impulse": topic.impulse,
        "impulse_by": topic.impulse_by,
        "opens_on": topic.opens_at and timezone.localdate(topic.opens_at),
        "closes_on": topic.closes_at and timezone.localdate(topic.closes_at),
        "answer_by": topic.answer_by,
        "phase": topic.phase,
        "summary": topic.summary,
        "fields": topic.fields_of_action,
        "municipalities": topic.municipalities,
        "contributions": _quoted(topic.contributions),
        **_figures(topic),
    }


def _waiting(override: str, on: date) -> Content | None:
    """Topics with unread or late contributions, and why the report is made all the same."""
    found = gaps(on=on)
    return {"topics": [asdict(gap) for gap in found], "reason": override} if found else None


def _figures(documented: Any) -> Content:
    coverage = documented.coverage
    return {
        "said": coverage.total,
        "taken_up": coverage.taken_up,
        "not_taken_up": coverage.not_taken_up,
        "not_competent": coverage.not_competent,
        "open": coverage.open,
        "hidden": coverage.hidden,
        "held": coverage.held,
        "every": coverage.every,
        "looked_at": coverage.looked_at,
        "answered": coverage.answered,
    }


def _quoted(contributions: list[Said]) -> list[Content]:
    """Answered contributions, each with the measures that grew from it."""
    grown = grown_from([said.id for said in contributions])
    return [{**as_said(said), "grown": grown[said.id]} for said in contributions]
