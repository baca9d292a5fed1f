"""Somebody closes their account: their words stay without a name, or go; what others said stays."""

from datetime import datetime

from participation.contributions.actions.announcing import make_news_nameless
from participation.contributions.actions.exporting import forget_contribution_exports
from participation.contributions.actions.moderating import withdraw_contribution
from participation.contributions.models import Contribution
from smartregion.accounts.actions.closing import nameless
from smartregion.accounts.models import User


def make_nameless(*, user: User, with_texts: bool, at: datetime) -> None:
    """Take the name off everything they wrote, and the words as well if they want that.

    No row goes: replies, answers and measures hang on them, and the figures stay as they were.
    """
    written = Contribution.objects.filter(author=user)
    if with_texts:
        for contribution in written.exclude(moderations__reason="taken_back"):
            withdraw_contribution(contribution=contribution, at=at)
    written.update(author_name=nameless())
    make_news_nameless(written, name=nameless())
    if first := written.order_by("written_at").first():
        # Files that were written before hold the name, or even the address.
        forget_contribution_exports(of=first)
