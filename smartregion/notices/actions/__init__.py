"""Telling people what happened, and writing to them: each thing once."""

from smartregion.notices.actions.digests import write_letters
from smartregion.notices.actions.keeping import forget, forget_person
from smartregion.notices.actions.mails import send_again, write_mail
from smartregion.notices.actions.preferences import choose_frequency, mark_read
from smartregion.notices.actions.sending import send_mails
from smartregion.notices.actions.telling import (
    News,
    guest_recipient,
    recipient_of,
    take_back,
    tell,
)

__all__ = [
    "News",
    "choose_frequency",
    "forget",
    "forget_person",
    "guest_recipient",
    "mark_read",
    "recipient_of",
    "send_again",
    "send_mails",
    "take_back",
    "tell",
    "write_letters",
    "write_mail",
]
