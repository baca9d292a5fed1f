"""Working groups and their projects, and where the contributions of events were said."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from participation.contributions.queries import Said, said
from participation.contributions.slots import Outcome, Place, next_steps, outcomes
from participation.events.models import (
    Event,
    LiveQuestion,
    MinutePoint,
    ProjectProfile,
    WorkingGroup,
)
from strategy.slots import Link


@dataclass(frozen=True)
class ProjectLine:
    """A project that was handed in, with what became of it."""

    profile: ProjectProfile
    said: Said
    outcomes: Sequence[Outcome]
    next_steps: Sequence[Link]


def handed_in(event: Event, *, visible_to: Any) -> list[ProjectLine]:
    """The projects that everybody can read, group by group."""
    profiles = list(
        ProjectProfile.objects.filter(group__event=event, contribution__isnull=False)
        .select_related("group__event", "group__element", "contribution__municipality")
        .order_by("group__title", "handed_in_at", "pk")
    )
    contributions = [profile.contribution for profile in profiles if profile.contribution]
    shown = said(contributions)
    keys = [one.pk for one in contributions]
    grown = outcomes.of(keys, visible_to=visible_to)
    steps = next_steps.of(keys, visible_to=visible_to)
    return [
        ProjectLine(profile, shown[one.pk], grown[one.pk], steps[one.pk])
        for profile, one in zip(profiles, contributions, strict=True)
    ]


def groups_of(event: Event) -> list[WorkingGroup]:
    """The groups with their profiles, for those who run the event."""
    return list(
        event.working_groups.select_related("element").prefetch_related("profiles__contribution")
    )


def places_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Place]]:
    """Questions, points of minutes and projects: where at an event each was said."""
    events = Event.objects.visible_to(visible_to)
    found: dict[UUID, list[Place]] = {}
    for key, place in (
        *_questions(contributions, events),
        *_points(contributions, events),
        *_projects(contributions, events),
    ):
        found.setdefault(key, []).append(place)
    return found


Found = list[tuple[UUID, Place]]


def _questions(contributions: Sequence[UUID], events: Any) -> Found:
    questions = LiveQuestion.objects.filter(contribution__in=contributions, event__in=events)
    kind = _("Frage an die Veranstaltung")
    return [
        (one.pk, Place(kind, one.event.title, one.get_absolute_url()))
        for one in questions.select_related("event")
    ]


def _points(contributions: Sequence[UUID], events: Any) -> Found:
    points = MinutePoint.objects.filter(
        contribution__in=contributions, minutes__event__in=events
    ).select_related("minutes__event")
    kind = _("Protokoll")
    return [
        (one.contribution_id, Place(kind, one.minutes.event.title, one.get_absolute_url()))  # type: ignore[misc]
        for one in points
    ]


def _projects(contributions: Sequence[UUID], events: Any) -> Found:
    profiles = ProjectProfile.objects.filter(
        contribution__in=contributions, group__event__in=events
    ).select_related("group__event")
    kind = _("Projektsteckbrief")
    return [
        (one.contribution_id, Place(kind, one.group.event.title, one.get_absolute_url()))  # type: ignore[misc]
        for one in profiles
    ]
