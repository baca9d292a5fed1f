"""Which topics somebody follows."""

from collections.abc import Sequence
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from participation.forums.models import Topic, TopicFollow
from smartregion.notices.slots import Followed


def follows_topic(user: Any, topic: Topic) -> bool:
    if not user.is_authenticated:
        return False
    return TopicFollow.objects.filter(topic=topic, recipient__user=user).exists()


def followed_topics(recipients: Sequence[int], visible_to: Any) -> dict[int, list[Followed]]:
    """The topics that these recipients follow, as far as they may still see them."""
    follows = TopicFollow.objects.filter(
        recipient__in=recipients, topic__in=Topic.objects.visible_to(visible_to)
    ).select_related("topic__forum")
    found: dict[int, list[Followed]] = {}
    for follow in follows:
        found.setdefault(follow.recipient_id, []).append(_followed(follow))
    return found


def _followed(follow: TopicFollow) -> Followed:
    topic = follow.topic
    return Followed(
        kind=_("Thema in „%(forum)s“") % {"forum": topic.forum.title},
        title=topic.title,
        url=topic.get_absolute_url(),
        since=follow.since,
        follow_url=reverse("forums:follow", args=[topic.forum.slug, topic.slug]),
        row=follow,
    )
