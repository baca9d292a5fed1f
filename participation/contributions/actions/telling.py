"""Telling those who wrote a contribution, and those who follow it, what became of it."""

from datetime import datetime

from participation.contributions.models import Contribution
from smartregion.notices.actions import News, recipient_of, tell
from smartregion.notices.models import Recipient


def tell_about(contribution: Contribution, *, news: News, at: datetime) -> int:
    """Tell the author (account or guest) and all followers; returns for how many it was new."""
    return tell(recipients=listeners(contribution), news=news, at=at)


def listeners(contribution: Contribution) -> list[Recipient]:
    """Who hears what becomes of it: whoever wrote it first, then those who follow it."""
    follows = contribution.follows.select_related("recipient")
    found = [*_writers(contribution), *(follow.recipient for follow in follows)]
    return list({recipient.pk: recipient for recipient in found}.values())


def _writers(contribution: Contribution) -> list[Recipient]:
    author = contribution.author
    if author and author.is_active:
        return [recipient_of(author)]
    return [contribution.guest] if contribution.guest else []
