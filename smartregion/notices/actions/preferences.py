"""How often somebody hears of us, and what they have read."""

from datetime import datetime
from typing import Any

from django.db import transaction

from smartregion.core import audit
from smartregion.notices.models import Notice, Recipient
from smartregion.notices.slots import Followed


@transaction.atomic
def choose_frequency(*, recipient: Recipient, frequency: str, by: Any = None) -> None:
    """Write from now on so often; ``by`` is nobody where the link of a letter was used."""
    recipient.frequency = frequency
    recipient.save(update_fields=["frequency"])
    changes = {"frequency": str(frequency)}
    audit.record(by=by, verb="choose_frequency", subject=recipient, changes=changes)


def end_follow(*, one: Followed) -> None:
    """Let somebody hear no more of it; ended twice it is still once."""
    one.row.delete()


def mark_read(*, user: Any, at: datetime, group_url: str = "") -> int:
    """Note that the person has seen everything, or everything of one group."""
    unread = Notice.objects.of(user).unread()
    return (unread.filter(group_url=group_url) if group_url else unread).update(read_at=at)
