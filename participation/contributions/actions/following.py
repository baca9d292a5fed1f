"""Following what somebody else wrote: only ever because a person asked for it.

The audit trail is kept for ever and tells of offices; what somebody reads is none of its business.
"""

from datetime import datetime
from typing import Any

from participation.contributions.models import Contribution, ContributionFollow
from smartregion.notices.actions import recipient_of


def follow_contribution(*, contribution: Contribution, user: Any, at: datetime) -> None:
    """Hear what becomes of it; asked for twice it is still once."""
    ContributionFollow.objects.get_or_create(
        contribution=contribution, recipient=recipient_of(user), defaults={"since": at}
    )


def unfollow_contribution(*, contribution: Contribution, user: Any) -> None:
    ContributionFollow.objects.filter(contribution=contribution, recipient__user=user).delete()
