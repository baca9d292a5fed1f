"""Telling people what happened, and writing to them: each thing once."""

from smartregion.notices.actions.deserted import close_deserted
from smartregion.notices.actions.digests import write_letters
from smartregion.notices.actions.duties import ask, asked_before
from smartregion.notices.actions.keeping import forget
from smartregion.notices.actions.leaving import say_goodbye
from smartregion.notices.actions.mails import note_as_returned, send_again, write_mail
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
    "ask",
    "asked_before",
    "choose_frequency",
    "close_deserted",
    "end_follow",
    "forget",
    "guest_recipient",
    "mark_read",
    "note_as_returned",
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
