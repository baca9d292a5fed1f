"""People nobody knows yet: guests, and accounts that have hardly said anything."""

import re
from datetime import datetime, timedelta
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q
from django.utils.translation import gettext as _

from participation.contributions.models import Contribution
from smartregion.notices.models import Recipient

# Whoever has said something that stood in public for a day is known.
KNOWN_AFTER = timedelta(days=1)
# Enough to point to a timetable and a map; advertising brings more.
MOST_LINKS = 2
LINK = re.compile(r"https?://|\bwww\.", re.IGNORECASE)


def is_newcomer(person: Any, *, at: datetime) -> bool:
    """Whether this account, or this guest, has not said anything yet that stood the test of a day."""
    who = Q(guest=person) if isinstance(person, Recipient) else Q(author=person)
    known = Contribution.objects.filter(who, is_hidden=False, written_at__lt=at - KNOWN_AFTER)
    return not known.exists()


def refuse_links(text: str, *, person: Any, at: datetime) -> None:
    """Refuse many links from somebody nobody knows yet; only then the database is asked."""
    if len(LINK.findall(text)) > MOST_LINKS and is_newcomer(person, at=at):
        raise ValidationError(
            {
                "text": _("In Ihren ersten Beiträgen sind höchstens %(n)s Links möglich.")
                % {"n": MOST_LINKS}
            },
            code="links",
        )
