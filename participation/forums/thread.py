"""The part of the thread that runs through forums."""

from django.db.models import F
from django.utils.translation import gettext as _

from participation.contributions.thread import Walk
from participation.forums.models import Post, Topic


def among_posts(walk: Walk) -> None:
    """Posts stand in topics, replies beside what they reply to, and topics carry on others."""
    walk.along(Post, "contribution", "topic")
    walk.along(Topic, "forum", "continues")
    replies = Post.objects.filter(contribution__reply_to__isnull=False)
    walk.looked_at += replies.count()
    astray = replies.exclude(contribution__reply_to__post__topic=F("topic"))
    walk.find(astray, _("Eine Antwort steht in einem anderen Thema als der Beitrag"))
