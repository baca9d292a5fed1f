"""Which texts moderation looks at before others can read them."""

from datetime import datetime
from typing import Any

from django.db.models import Q

from participation.contributions.models import Contribution
from smartregion.notices.models import Recipient

# What a topic may ask for (``forums.Topic.Review``, which this wing does not know).
FIRST, ALL = "first", "all"


def must_wait(*, topic_review: str, author: Any, at: datetime) -> bool:
    """Whether a text of this person waits for moderation: an account, a guest, or nobody known.

    With ``first`` people are known once a text of theirs stands in public: a person whose first
    texts all still wait, or were refused, is looked at again. Moderation itself never waits.
    """
    if topic_review not in (FIRST, ALL) or _moderates(author):
        return False
    return topic_review == ALL or not _is_known(author, at)


def _moderates(author: Any) -> bool:
    may = getattr(author, "has_perm", None)
    return bool(may and may("participation.moderate"))


def _is_known(author: Any, at: datetime) -> bool:
    if author is None:
        return False
    who = Q(guest=author) if isinstance(author, Recipient) else Q(author=author)
    return Contribution.objects.filter(who, is_hidden=False, written_at__lt=at).exists()
