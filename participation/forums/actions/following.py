"""Following a topic: only ever because a person asked for it.

The audit trail is kept for ever and tells of offices; what somebody reads is none of its business.
"""

from datetime import datetime
from typing import Any

from participation.forums.models import Topic, TopicFollow
from smartregion.notices.actions import recipient_of


def follow_topic(*, topic: Topic, user: Any, at: datetime) -> None:
    """Hear of new posts and answers in it; asked for twice it is still once."""
    TopicFollow.objects.get_or_create(
        topic=topic, recipient=recipient_of(user), defaults={"since": at}
    )


def unfollow_topic(*, topic: Topic, user: Any) -> None:
    TopicFollow.objects.filter(topic=topic, recipient__user=user).delete()
