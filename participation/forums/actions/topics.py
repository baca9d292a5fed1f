"""Setting up a topic, publishing it, and ending it with a summary."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.contributions.actions.completeness import label, refuse_incomplete
from participation.forums.actions.addresses import free_slug
from participation.forums.actions.telling import tell_of_summary
from participation.forums.models import Forum, Topic
from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.core.richtext import clean, plain_text
from strategy.models import Element


@transaction.atomic
def create_topic(
    *,
    forum: Forum,
    title: str,
    by: Any,
    slug: str = "",
    elements: Iterable[Element] = (),
    **fields: Any,
) -> Topic:
    """Start a topic as a draft; ``fields`` are those of ``Topic``: question, impulse, opens_at …"""
    taken = forum.topics.values_list("slug", flat=True)
    topic = Topic(
        forum=forum, title=title, slug=slug or free_slug(title, taken), **_cleaned(fields)
    )
    _check_window(topic)
    _check_series(topic)
    topic.save()
    topic.elements.set(elements)
    audit.record(by=by, verb="create_topic", subject=topic)
    return topic


@transaction.atomic
def change_topic(*, topic: Topic, by: Any, elements: Iterable[Element], **fields: Any) -> Topic:
    """Change a topic; what is published stays complete."""
    for name, value in _cleaned(fields).items():
        setattr(topic, name, value)
    _check_window(topic)
    _check_series(topic)
    chosen = list(elements)
    if topic.is_public:
        refuse_incomplete(_missing_in_topic(topic, has_elements=bool(chosen)))
    topic.save(update_fields=list(fields))
    topic.elements.set(chosen)
    audit.record(
        by=by, verb="change_topic", subject=topic, changes={"fields": [*fields, "elements"]}
    )
    return topic


@transaction.atomic
def publish_topic(*, topic: Topic, by: Any) -> Topic:
    """Show a topic in its forum: refused, with names, while something is missing."""
    refuse_incomplete(_missing_in_topic(topic, has_elements=topic.elements.exists()))
    if not Topic.objects.filter(pk=topic.pk, is_public=False).update(is_public=True):
        raise WrongState(_("Dieses Thema ist bereits veröffentlicht."))
    topic.is_public = True
    audit.record(by=by, verb="publish_topic", subject=topic)
    return topic


@transaction.atomic
def close_topic(*, topic: Topic, summary: str, by: Any, at: datetime) -> Topic:
    """End a topic with a summary that readers find above the posts."""
    text = clean(summary)
    if len(plain_text(text)) < Topic.SUMMARY_MIN:
        raise ValidationError(
            {
                "summary": _("Die Zusammenfassung braucht mindestens %(n)s Zeichen.")
                % {"n": Topic.SUMMARY_MIN}
            },
            code="summary_too_short",
        )
    if topic.phase(at) in (Topic.Phase.DRAFT, Topic.Phase.PLANNED):
        raise WrongState(_("Nur ein Thema, das geöffnet war, kann abgeschlossen werden."))
    rows = Topic.objects.filter(pk=topic.pk, closed_at__isnull=True)
    if not rows.update(summary=text, closed_at=at):
        raise WrongState(_("Dieses Thema ist bereits abgeschlossen."))
    topic.summary, topic.closed_at = text, at
    audit.record(by=by, verb="close_topic", subject=topic)
    tell_of_summary(topic, at=at)
    return topic


def _cleaned(fields: Mapping[str, Any]) -> dict[str, Any]:
    return {name: clean(value) if name == "impulse" else value for name, value in fields.items()}


def _check_window(topic: Topic) -> None:
    if topic.opens_at and topic.closes_at and topic.closes_at <= topic.opens_at:
        raise ValidationError(
            {"closes_at": _("Das Thema muss nach dem Öffnen schließen.")}, code="window"
        )


def _check_series(topic: Topic) -> None:
    """A series is a line through forums: no fork, no circle, one topic of it in each forum."""
    earlier = topic.continues
    if earlier is None:
        return
    if earlier.continued_by.exclude(pk=topic.pk).exists():
        raise ValidationError(
            {"continues": _("Dieses Thema wird schon von einem anderen fortgeführt.")}, code="fork"
        )
    forums = {topic.forum_id}
    while earlier is not None:
        if earlier.forum_id in forums:
            raise ValidationError(
                {"continues": _("In einer Reihe steht aus jedem Forum nur ein Thema.")},
                code="same_forum",
            )
        forums.add(earlier.forum_id)
        earlier = earlier.continues


def _missing_in_topic(topic: Topic, *, has_elements: bool) -> list[str]:
    missing = [label(topic, name) for name in Topic.REQUIRED if not getattr(topic, name)]
    return missing if has_elements else [*missing, label(topic, "elements")]
