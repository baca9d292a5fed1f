"""Pages about what happened, how often we write, and the outbox."""

from smartregion.notices.views.outbox import outbox, send_again
from smartregion.notices.views.preferences import preferences, unsubscribe
from smartregion.notices.views.reading import following, notice_list, read

__all__ = [
    "following",
    "notice_list",
    "outbox",
    "preferences",
    "read",
    "send_again",
    "unsubscribe",
]
