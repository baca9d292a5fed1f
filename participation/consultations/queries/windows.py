"""When people may comment on a draft."""

from collections.abc import Sequence
from datetime import date
from enum import StrEnum
from typing import Any

from django.db.models import QuerySet
from django.urls import reverse

from participation.consultations.drafts import Draft, draft_of
from participation.consultations.models import Comment
from strategy.models import StrategyVersion

State = StrategyVersion.State


class Window(StrEnum):
    """Where a version stands on its way through the consultation, seen from a day."""

    PLANNED = "planned"
    OPEN = "open"
    # The announced days are over, or the office has gone on to work in what was said.
    OVER = "over"


def window_of(version: StrategyVersion, *, on: date) -> Window:
    """Whether people can comment on this day, not yet, or not any more."""
    start, end = version.consultation_from, version.consultation_until
    if version.state != State.CONSULTATION or not (start and end) or end < on:
        return Window.OVER
    return Window.PLANNED if on < start else Window.OPEN


def consulted_versions(user: Any) -> QuerySet[StrategyVersion]:
    """Versions with a draft that was or is out for consultation, newest first."""
    found = StrategyVersion.objects.visible_to(user).exclude(state=State.DRAFT)
    return found.filter(consultation_from__isnull=False, snapshot__isnull=False).select_related(
        "strategy", "snapshot"
    )


def open_consultations(*, on: date) -> QuerySet[StrategyVersion]:
    """Drafts on which people may comment today."""
    return StrategyVersion.objects.filter(
        state=State.CONSULTATION, consultation_from__lte=on, consultation_until__gte=on
    ).select_related("strategy")


def comment_pages_of(versions: Sequence[int], visible_to: Any) -> dict[int, list[str]]:
    """Where the drafts of these versions are commented on, told to the pages of the strategy."""
    drafts = consulted_versions(visible_to).filter(pk__in=versions)
    named = drafts.values_list("pk", "strategy__slug", "label")
    return {pk: [reverse("consultations:draft", args=(slug, label))] for pk, slug, label in named}


def latest_draft(version: StrategyVersion) -> Draft | None:
    """The wording of the latest round; what the council adopted later is another one."""
    if version.is_frozen:
        rounds = Comment.objects.filter(version=version).select_related("snapshot")
        last = rounds.order_by("-snapshot__taken_at").first()
        snapshot = last.snapshot if last else version.snapshot
    else:
        snapshot = version.snapshot
    return draft_of(snapshot) if snapshot else None
