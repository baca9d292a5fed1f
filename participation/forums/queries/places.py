"""Where a contribution was said: its topic, and the page of the topic it stands on."""

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils.translation import gettext as _

from participation.contributions.slots import Place
from participation.forums.models import Post, Topic
from participation.forums.queries.threads import PER_PAGE, openings


def places_of(contributions: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Place]]:
    """Topics in which these contributions were said, as far as this person may see them."""
    posts = Post.objects.filter(
        contribution__in=contributions, topic__in=Topic.objects.visible_to(visible_to)
    ).select_related("topic__forum")
    return {
        post.pk: [
            Place(
                _("Forum"),
                post.topic.title,
                post.get_absolute_url(),
                page=post.topic.get_absolute_url(),
                promised=post.topic.answer_by,
            )
        ]
        for post in posts
    }


def page_of(post: Post) -> int:
    """The page of the topic, in its usual order, on which this post or its thread stands."""
    opening = post.contribution.reply_to or post.contribution
    newer = Q(written_at__gt=opening.written_at)
    same_time = Q(written_at=opening.written_at, pk__lt=opening.pk)
    return openings(post.topic).filter(newer | same_time).count() // PER_PAGE + 1
