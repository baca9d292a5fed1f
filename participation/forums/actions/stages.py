"""Declaring what may be done in which part of a topic's window."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.forums.models import Topic, TopicStage
from smartregion.core import audit


@transaction.atomic
def add_stage(
    *, topic: Topic, title: str, begins_at: datetime, allows: Iterable[str], by: Any
) -> TopicStage:
    """Let another part of the window begin, with rules of its own."""
    _check_beginning(topic, begins_at)
    stage = topic.stages.create(title=title, begins_at=begins_at, allows=_in_order(allows))
    _note(topic, "add_stage", stage, by)
    return stage


@transaction.atomic
def change_stage(
    *, stage: TopicStage, title: str, begins_at: datetime, allows: Iterable[str], by: Any
) -> TopicStage:
    _check_beginning(stage.topic, begins_at, but=stage)
    stage.title, stage.begins_at, stage.allows = title, begins_at, _in_order(allows)
    stage.save()
    _note(stage.topic, "change_stage", stage, by)
    return stage


@transaction.atomic
def remove_stage(*, stage: TopicStage, by: Any) -> None:
    """Take a part away: what holds before it then holds on."""
    _note(stage.topic, "remove_stage", stage, by)
    stage.delete()


def _in_order(allows: Iterable[str]) -> list[str]:
    chosen = set(allows)
    return [act.value for act in Topic.Act if act.value in chosen]


def _check_beginning(topic: Topic, begins_at: datetime, but: TopicStage | None = None) -> None:
    """Two stages cannot begin at once, and none begins when nothing is possible any more."""
    others = topic.stages.exclude(pk=but.pk) if but else topic.stages.all()
    if others.filter(begins_at=begins_at).exists():
        raise ValidationError(
            {"begins_at": _("Zu diesem Zeitpunkt beginnt schon ein anderer Abschnitt.")},
            code="same_beginning",
        )
    if topic.closes_at and begins_at >= topic.closes_at:
        raise ValidationError(
            {"begins_at": _("Der Abschnitt muss beginnen, bevor das Thema schließt.")},
            code="after_closing",
        )


def _note(topic: Topic, verb: str, stage: TopicStage, by: Any) -> None:
    changes = {"stage": stage.title, "allows": stage.allows}
    audit.record(by=by, verb=verb, subject=topic, changes=changes)
