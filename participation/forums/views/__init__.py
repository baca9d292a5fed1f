"""Pages of the forum wing."""

from participation.forums.views.managing import (
    archive,
    close_topic,
    forum_create,
    forum_edit,
    manage_list,
    publish,
    publish_topic,
    topic_create,
    topic_edit,
)
from participation.forums.views.reading import forum, forum_list, permalink, topic
from participation.forums.views.writing import post, reply

__all__ = [
    "archive",
    "close_topic",
    "forum",
    "forum_create",
    "forum_edit",
    "forum_list",
    "manage_list",
    "permalink",
    "post",
    "publish",
    "publish_topic",
    "reply",
    "topic",
    "topic_create",
    "topic_edit",
]
