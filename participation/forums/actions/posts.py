"""Writing in a topic that is open."""

import uuid
from datetime import datetime
from typing import Any, TypedDict, Unpack

from django.utils.translation import gettext as _

from participation.contributions.actions import (
    must_wait,
    public_name,
    record_contribution,
    refuse_links,
    said_once,
)
from participation.contributions.actions.announcing import announce
from participation.contributions.codes import receipt_code
from participation.contributions.models import Contribution
from participation.forums.actions.gates import refuse_unless_allowed
from participation.forums.models import Post, Topic
from smartregion.core.errors import WrongState
from smartregion.county.models import Municipality
from smartregion.notices.models import Recipient


class Voice(TypedDict, total=False):
    """Who says something, and how it reached us."""

    author: Any
    guest: Recipient | None
    author_name: str
    municipality: Municipality | None
    channel: str
    point: tuple[float, float] | None
    # Part of a burst: moderation looks at it before others do.
    is_suspicious: bool
    is_example: bool


def write_post(
    *, topic: Topic, text: str, at: datetime, token: uuid.UUID | None = None, **voice: Unpack[Voice]
) -> Post:
    """Start a thread in a topic that is open; sent twice with one token it is still one post."""
    return _Words(topic, Topic.Act.POST, token, voice).say(text, at)


def reply_to(
    *, post: Post, text: str, at: datetime, token: uuid.UUID | None = None, **voice: Unpack[Voice]
) -> Post:
    """Reply to a post; to a reply nobody replies, so that threads stay readable."""
    refuse_unless_answerable(post)
    words = _Words(post.topic, Topic.Act.REPLY, token, voice)
    return words.say(text, at, reply_to=post.contribution)


def refuse_unless_answerable(post: Post) -> None:
    """Say why nobody can reply to this post."""
    if post.contribution.reply_to_id or post.contribution.is_hidden:
        raise WrongState(_("Auf diesen Beitrag kann nicht geantwortet werden."))


class _Words:
    """What one person says in one topic, on its way to becoming a post."""

    def __init__(self, topic: Topic, act: Topic.Act, token: uuid.UUID | None, voice: Voice) -> None:
        self.topic, self.act, self.token = topic, act, token or uuid.uuid4()
        self.author, self.guest = voice.get("author"), voice.get("guest")
        self.channel = voice.get("channel", Contribution.Channel.FORUM)
        self.voice = voice

    def say(self, text: str, at: datetime, reply_to: Contribution | None = None) -> Post:
        return said_once(
            write=lambda: self._write(text, at, reply_to),
            earlier=lambda: _sent_before(self.token, self.author),
        )

    def _write(self, text: str, at: datetime, reply_to: Contribution | None) -> Post:
        refuse_unless_allowed(self.topic, self.act, at)
        if person := self.author or self.guest:
            refuse_links(text, person=person, at=at)
        contribution = record_contribution(
            channel=self.channel,
            text=text,
            author=self.author,
            guest=self.guest,
            author_name=self.voice.get("author_name") or public_name(self.author),
            municipality=self.voice.get("municipality"),
            reply_to=reply_to,
            elements=self.topic.elements.all(),
            is_example=self.voice.get("is_example", False),
            is_held=self._must_wait(at),
            receipt_code=receipt_code(self.token),
            point=self.voice.get("point"),
            at=at,
        )
        post = Post.objects.create(contribution=contribution, topic=self.topic, token=self.token)
        announce(contribution, at=at)
        return post

    def _must_wait(self, at: datetime) -> bool:
        if self.channel != Contribution.Channel.FORUM or self.voice.get("is_example"):
            # What the office enters it has read already.
            return False
        review, person = self.topic.review, self.author or self.guest
        return bool(self.voice.get("is_suspicious")) or must_wait(
            topic_review=review, author=person, at=at
        )


def _sent_before(token: uuid.UUID, author: Any) -> Post | None:
    posts = Post.objects.select_related("topic__forum", "contribution")
    return posts.filter(token=token, contribution__author=author).first()
