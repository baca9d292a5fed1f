"""Writing in a topic that is open."""

import uuid
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from participation.contributions.actions import public_name, record_contribution, said_once
from participation.contributions.models import Contribution
from participation.forums.models import Post, Topic
from smartregion.core.errors import WrongState
from smartregion.county.models import Municipality


def write_post(
    *,
    topic: Topic,
    text: str,
    at: datetime,
    author: Any = None,
    author_name: str = "",
    municipality: Municipality | None = None,
    token: uuid.UUID | None = None,
    is_example: bool = False,
    channel: str = Contribution.Channel.FORUM,
) -> Post:
    """Start a thread in a topic that is open; sent twice with one token it is still one post."""
    spoken = {
        "text": text,
        "author": author,
        "author_name": author_name or public_name(author),
        "municipality": municipality,
        "is_example": is_example,
        "channel": channel,
        "at": at,
    }
    return _post(topic, token or uuid.uuid4(), spoken)


def reply_to(
    *,
    post: Post,
    text: str,
    at: datetime,
    author: Any = None,
    author_name: str = "",
    municipality: Municipality | None = None,
    token: uuid.UUID | None = None,
    is_example: bool = False,
    channel: str = Contribution.Channel.FORUM,
) -> Post:
    """Reply to a post; to a reply nobody replies, so that threads stay readable."""
    if post.contribution.reply_to_id or post.contribution.is_hidden:
        raise WrongState(_("Auf diesen Beitrag kann nicht geantwortet werden."))
    spoken = {
        "text": text,
        "author": author,
        "author_name": author_name or public_name(author),
        "municipality": municipality,
        "is_example": is_example,
        "channel": channel,
        "reply_to": post.contribution,
        "at": at,
    }
    return _post(post.topic, token or uuid.uuid4(), spoken)


def _post(topic: Topic, token: uuid.UUID, spoken: dict[str, Any]) -> Post:
    def write() -> Post:
        refuse_unless_open(topic, spoken["at"])
        contribution = record_contribution(elements=topic.elements.all(), **spoken)
        return Post.objects.create(contribution=contribution, topic=topic, token=token)

    return said_once(write=write, earlier=lambda: _sent_before(token, spoken["author"]))


def _sent_before(token: uuid.UUID, author: Any) -> Post | None:
    posts = Post.objects.select_related("topic__forum", "contribution")
    return posts.filter(token=token, contribution__author=author).first()


def refuse_unless_open(topic: Topic, at: datetime) -> None:
    """Say why nobody can write in this topic now."""
    sentences = {
        Topic.Phase.DRAFT: _("Dieses Thema ist noch nicht veröffentlicht."),
        Topic.Phase.PLANNED: _("Dieses Thema ist noch nicht geöffnet."),
        Topic.Phase.EVALUATION: _(
            "Dieses Thema nimmt keine Beiträge mehr an; es wird ausgewertet."
        ),
        Topic.Phase.CLOSED: _("Dieses Thema ist abgeschlossen und nimmt keine Beiträge mehr an."),
    }
    phase = topic.phase(at)
    if phase in sentences:
        raise WrongState(sentences[phase])
