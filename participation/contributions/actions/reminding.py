"""Reminding moderation of what has waited too long: of each thing once."""

from datetime import datetime

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions.reporting import moderation_team
from participation.contributions.models import Contribution
from participation.contributions.queries.moderation import late_before, waiting
from smartregion.notices.actions import News, tell
from smartregion.notices.models import Notice


@transaction.atomic
def remind_moderation(*, at: datetime) -> int:
    """Tell the moderators of what waits since before the last working day; returns of how many."""
    overdue = late_before(at)
    late = [one for one in waiting() if one.waits_since <= overdue]  # type: ignore[attr-defined]
    told = set(
        Notice.objects.filter(key__in=[_key(one) for one in late]).values_list("key", flat=True)
    )
    new = [one for one in late if _key(one) not in told]
    for one in new:
        tell(recipients=moderation_team(at, about=one), news=_news(one), at=at)
    return len(new)


def _key(contribution: Contribution) -> str:
    # With its moment: a text that is reported again later is a new case.
    since = contribution.waits_since.timestamp()  # type: ignore[attr-defined]
    return f"moderation-waits:{contribution.pk}:{int(since)}"


def _news(contribution: Contribution) -> News:
    with override(settings.LANGUAGE_CODE):
        return News(
            key=_key(contribution),
            group=_("Moderation"),
            group_url=reverse("contributions:moderation"),
            headline=_("Ein Beitrag wartet seit mehr als einem Arbeitstag auf die Moderation"),
            url=reverse("contributions:moderation_case", args=[contribution.pk]),
        )
