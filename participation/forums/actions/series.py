"""Carrying a talk on from one forum to the next."""

from collections.abc import Iterable
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from participation.forums.actions.forums import create_forum
from participation.forums.actions.topics import create_topic
from participation.forums.models import Forum, Topic
from smartregion.core import audit

# What a topic hands on to the one that carries it on; words and window are written anew.
HANDED_ON = ("title", "question", "impulse_by", "impulse_role", "responsible", "has_guests", "review", "has_map")  # fmt: skip


@transaction.atomic
def carry_on_forum(
    *, forum: Forum, title: str, summary: str, topics: Iterable[Topic], by: Any
) -> Forum:
    """A new forum, as a draft, in which these topics go on; each starts as a draft, too."""
    chosen = list(topics)
    if not chosen:
        raise ValidationError(
            {"topics": _("Bitte wählen Sie mindestens ein Thema.")}, code="no_topics"
        )
    fresh = create_forum(title=title, summary=summary, by=by)
    for topic in chosen:
        create_topic(
            forum=fresh,
            by=by,
            elements=topic.elements.all(),
            position=topic.position,
            continues=topic,
            **{name: getattr(topic, name) for name in HANDED_ON},
        )
    audit.record(by=by, verb="carry_on_forum", subject=fresh, changes={"from": forum.slug})
    return fresh
