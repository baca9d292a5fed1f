"""Pages of the forum wing."""

from participation.forums.views.entering import enter
from participation.forums.views.guests import guest, guest_code, guest_code_again, guest_reply
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
from participation.forums.views.materials import (
    material,
    material_move,
    material_remove,
    materials,
)
from participation.forums.views.reading import forum, forum_list, permalink, topic
from participation.forums.views.series import carry_on
from participation.forums.views.stages import stage_edit, stage_remove, stages
from participation.forums.views.writing import post, reply

__all__ = [
    "archive",
    "carry_on",
    "close_topic",
    "enter",
    "forum",
    "forum_create",
    "forum_edit",
    "forum_list",
    "guest",
    "guest_code",
    "guest_code_again",
    "guest_reply",
    "manage_list",
    "material",
    "material_move",
    "material_remove",
    "materials",
    "permalink",
    "post",
    "publish",
    "publish_topic",
    "reply",
    "stage_edit",
    "stage_remove",
    "stages",
    "topic",
    "topic_create",
    "topic_edit",
]
