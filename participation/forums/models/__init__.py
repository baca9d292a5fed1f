"""Forums with topics (impulses) on which people write contributions."""

from participation.forums.models.forums import Forum, ForumQuerySet
from participation.forums.models.materials import TopicMaterial
from participation.forums.models.posts import GuestPost, Post, PostQuerySet
from participation.forums.models.topics import Topic, TopicFollow, TopicQuerySet, TopicStage

__all__ = [
    "Forum",
    "ForumQuerySet",
    "GuestPost",
    "Post",
    "PostQuerySet",
    "Topic",
    "TopicFollow",
    "TopicMaterial",
    "TopicQuerySet",
    "TopicStage",
]
