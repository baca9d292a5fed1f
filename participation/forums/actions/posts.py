"""Writing in a topic that is open."""

import uuid
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from participation.contributions.actions import public_name, record_contribution, said_once
from participation.contributions.models import Contribution
from participation.forums.actions.gates import refuse_unless_allowed
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
    return _post(topic, Topic.Act.POST, token or uuid.uuid4(), spoken)


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
    return _post(post.topic, Topic.Act.REPLY, token or uuid.uuid4(), spoken)


def _post(topic: Topic, act: Topic.Act, token: uuid.UUID, spoken: dict[str, Any]) -> Post:
    def write() -> Post:
        refuse_unless_allowed(topic, act, spoken["at"])
        contribution = record_contribution(elements=topic.elements.all(), **spoken)
        return Post.objects.create(contribution=contribution, topic=topic, token=token)

    return said_once(write=write, earlier=lambda: _sent_before(token, spoken["author"]))


def _sent_before(token: uuid.UUID, author: Any) -> Post | None:
    posts = Post.objects.select_related("topic__forum", "contribution")
    return posts.filter(token=token, contribution__author=author).first()
