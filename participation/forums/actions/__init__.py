"""What happens in forums: they are set up, people write in them, and they are summed up."""

from participation.forums.actions.forums import (
    archive_forum,
    change_forum,
    create_forum,
    publish_forum,
)
from participation.forums.actions.guests import (
    confirm_guest_post,
    forget_guest_posts,
    refuse_unless_guests_may,
    send_code_again,
    write_as_guest,
)
from participation.forums.actions.posts import reply_to, write_post
from participation.forums.actions.reminding import remind_of_answers
from participation.forums.actions.topics import (
    change_topic,
    close_topic,
    create_topic,
    publish_topic,
)

__all__ = [
    "archive_forum",
    "change_forum",
    "change_topic",
    "close_topic",
    "confirm_guest_post",
    "create_forum",
    "create_topic",
    "forget_guest_posts",
    "publish_forum",
    "publish_topic",
    "refuse_unless_guests_may",
    "remind_of_answers",
    "reply_to",
    "send_code_again",
    "write_as_guest",
    "write_post",
]
