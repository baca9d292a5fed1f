"""Fetching forums, topics and posts by their address."""

from django.http import HttpRequest

from participation.forums.models import Forum, Post, Topic
from smartregion.core.access import get_for

MANAGE = "participation.manage_forums"


def forum_for(request: HttpRequest, slug: str, permission: str | None = None) -> Forum:
    return get_for(request, permission, Forum.objects.visible_to(request.user), slug=slug)


def topic_for(request: HttpRequest, forum: str, topic: str, permission: str | None = None) -> Topic:
    visible = Topic.objects.visible_to(request.user).select_related("forum", "responsible")
    # What may be done now depends on the stages (Topic.acts): asked for once.
    visible = visible.prefetch_related("stages")
    return get_for(request, permission, visible, forum__slug=forum, slug=topic)


def post_for(request: HttpRequest, forum: str, topic: str, pk: object) -> Post:
    visible = Post.objects.visible_to(request.user).select_related(
        "topic__forum", "contribution__municipality", "contribution__reply_to"
    )
    address = {"topic__forum__slug": forum, "topic__slug": topic, "pk": pk}
    return get_for(request, None, visible, **address)
