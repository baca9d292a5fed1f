"""Who reads along in a topic."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from participation.forums.models import Post, TopicFollow
from smartregion.notices.models import Recipient


def audiences_of(
    contributions: Sequence[UUID], _visible_to: Any = None
) -> dict[UUID, list[Recipient]]:
    """Those who follow the topics in which these contributions were said."""
    topics = dict(Post.objects.filter(pk__in=contributions).values_list("pk", "topic"))
    follows = TopicFollow.objects.filter(topic__in=set(topics.values())).select_related("recipient")
    by_topic: dict[int, list[Recipient]] = {}
    for follow in follows:
        by_topic.setdefault(follow.topic_id, []).append(follow.recipient)
    return {post: by_topic.get(topic, []) for post, topic in topics.items()}
