"""What people follow, and which guests still have something to hear."""

from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.contributions.models import (
    Contribution,
    ContributionFollow,
    ContributionQuerySet,
    Objection,
    Report,
)
from participation.contributions.slots import places
from smartregion.notices.slots import Followed

# So long we tell guests what became of what was taken up.
TELLING = timedelta(days=730)


def refuse_unless_placed(contribution: Contribution, *, visible_to: Any) -> None:
    """404 where the place a text was said at is not for this person to see."""
    found = places.of([contribution.pk], visible_to=visible_to)[contribution.pk]
    if not found and contribution.channel == Contribution.Channel.FORUM:
        raise Http404


def followed_contributions(recipients: Sequence[int], visible_to: Any) -> dict[int, list[Followed]]:
    """The contributions that these recipients follow, as far as they can still be read."""
    readable = Contribution.objects.visible_to(visible_to)
    follows = ContributionFollow.objects.filter(
        recipient__in=recipients, contribution__in=readable
    ).select_related("contribution")
    found: dict[int, list[Followed]] = {}
    for follow in follows:
        found.setdefault(follow.recipient_id, []).append(_followed(follow))
    return found


def _followed(follow: ContributionFollow) -> Followed:
    contribution = follow.contribution
    return Followed(
        kind=_("Beitrag von %(name)s") % {"name": contribution.shown_name},
        title=contribution.excerpt,
        url=contribution.get_absolute_url(),
        since=follow.since,
        follow_url=reverse("contributions:follow", args=[contribution.pk]),
        row=follow,
    )


def pending_for(recipients: Sequence[int], _visible_to: Any) -> dict[int, list[date]]:
    """Until when guests have something to hear: an answer, what grows from it, or a decision."""
    waiting = (Contribution.objects.unanswered() & _can_be_told_of()).filter(guest__in=recipients)
    reports = Report.objects.filter(state=Report.State.OPEN, recipient__in=recipients)
    grown = Contribution.objects.filter(
        state=Contribution.State.TAKEN_UP, is_hidden=False, guest__in=recipients
    )
    found: dict[int, list[date]] = {key: [] for key in recipients}
    for key in (
        *waiting.values_list("guest", flat=True),
        *reports.values_list("recipient", flat=True),
    ):
        found[key].append(date.max)
    for key, written_at in grown.values_list("guest", "written_at"):
        found[key].append(timezone.localdate(written_at) + TELLING)
    return found


def _can_be_told_of() -> ContributionQuerySet:
    """Texts that stand in public, wait to do so, or whose author does not agree that they do not."""
    objects_to = Q(moderations__objection__state=Objection.State.OPEN)
    return Contribution.objects.filter(Q(is_hidden=False) | Q(is_held=True) | objects_to)


def belongings_of(users: Sequence[int], _visible_to: Any) -> dict[int, list[str]]:
    """What somebody who thinks about leaving should know that they have here."""
    found: dict[int, list[str]] = {}
    for user in users:
        wrote = Contribution.objects.filter(author=user).count()
        if wrote:
            words = ngettext(
                "Sie haben %(n)d Beitrag geschrieben.",
                "Sie haben %(n)d Beiträge geschrieben.",
                wrote,
            )
            found[user] = [words % {"n": wrote}]
    return found
