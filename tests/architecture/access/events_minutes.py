"""Minutes and working groups of an event."""

from typing import Any

from participation.events.models import MinutePoint, Minutes, ProjectProfile, WorkingGroup
from tests.architecture.access.table import Row, only, public

MANAGERS = ("strategy_office", "moderator", "administration")


def with_minutes() -> dict[str, Any]:
    return {"slug": _minutes().event.slug}


def _minutes() -> Minutes:
    return Minutes.objects.filter(published_at__isnull=False).earliest("pk")


def published_point() -> dict[str, Any]:
    """A point that no longer changes: looking at its form is allowed, deeds answer 409."""
    point = MinutePoint.objects.filter(minutes=_minutes()).earliest("number")
    return {**with_minutes(), "pk": point.pk}


def with_groups() -> dict[str, Any]:
    return {"slug": WorkingGroup.objects.earliest("pk").event.slug}


def one_group() -> dict[str, Any]:
    return {**with_groups(), "pk": WorkingGroup.objects.earliest("pk").pk}


def table() -> dict[str, Any]:
    return {"key": WorkingGroup.objects.earliest("pk").key}


def handed_in() -> dict[str, Any]:
    profile = ProjectProfile.objects.filter(contribution__isnull=False).earliest("pk")
    return {"key": profile.group.key, "pk": profile.pk}


TABLE: dict[str, Row] = {
    "events:minutes": public(where=with_minutes),
    "events:minutes_edit": only(*MANAGERS, where=with_minutes),
    "events:minutes_publish": only(*MANAGERS, where=with_minutes),
    "events:point_create": only(*MANAGERS, where=with_minutes),
    "events:point_edit": only(*MANAGERS, where=published_point),
    "events:point_remove": only(*MANAGERS, where=published_point),
    "events:point_move": only(*MANAGERS, where=published_point, post=True, answer=409),
    "events:projects": public(where=with_groups),
    "events:group_list": only(*MANAGERS, where=with_groups),
    "events:group_create": only(*MANAGERS, where=with_groups),
    "events:group_edit": only(*MANAGERS, where=one_group),
    "events:group_link": only(*MANAGERS, where=one_group),
    # The number in the link is the key: whoever has it writes along.
    "events:group": public(where=table),
    "events:profile": public(where=handed_in),
    "events:profile_hand_in": public(where=handed_in),
}
