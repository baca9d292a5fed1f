"""Telling people what happened, and writing to them: each thing once."""

from smartregion.notices.actions.digests import write_letters
from smartregion.notices.actions.keeping import forget
from smartregion.notices.actions.leaving import say_goodbye
from smartregion.notices.actions.mails import send_again, write_mail
from smartregion.notices.actions.preferences import choose_frequency, end_follow, mark_read
from smartregion.notices.actions.sending import send_mails
from smartregion.notices.actions.telling import (
    News,
    guest_recipient,
    recipient_of,
    reword,
    take_back,
    tell,
)

__all__ = [
    "News",
    "choose_frequency",
    "end_follow",
    "forget",
    "guest_recipient",
    "mark_read",
    "recipient_of",
    "reword",
    "say_goodbye",
    "send_again",
    "send_mails",
    "take_back",
    "tell",
    "write_letters",
    "write_mail",
]
