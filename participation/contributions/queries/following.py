"""What people follow, and which guests still have something to hear."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.http import Http404
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from participation.contributions.models import Contribution, ContributionFollow, Report
from participation.contributions.slots import places
from smartregion.notices.slots import Followed

# So long we tell guests what became of what was taken up.
TELLING = timedelta(days=730)


def is_in_public_place(contribution: Contribution, *, visible_to: Any) -> bool:
    """True, or 404 where the place a text was said at is not for this person to see."""
    found = places.of([contribution.pk], visible_to=visible_to)[contribution.pk]
    if not found and contribution.channel == Contribution.Channel.FORUM:
        raise Http404
    return True


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
        kind=_("Beitrag von %(name)s") % {"name": contribution.author_name},
        title=contribution.excerpt,
        url=contribution.get_absolute_url(),
        since=follow.since,
        follow_url=reverse("contributions:follow", args=[contribution.pk]),
    )


def pending_for(recipients: Sequence[int], _visible_to: Any) -> dict[int, list[str]]:
    """Guests who wait for an answer, hear what grows from it, or reported something."""
    State = Contribution.State  # noqa: N806
    grows = Q(state=State.TAKEN_UP, written_at__gt=timezone.now() - TELLING)
    waits = Q(state__in=Contribution.OPEN) | grows
    visible = Q(is_hidden=False) | Q(is_held=True) | Q(moderations__objection__state="open")
    guests = Contribution.objects.filter(waits & visible, guest__in=recipients)
    reports = Report.objects.filter(state=Report.State.OPEN, recipient__in=recipients)
    found = {key: ["contribution"] for key in guests.values_list("guest", flat=True)}
    for key in reports.values_list("recipient", flat=True):
        found.setdefault(key, []).append("report")
    return found


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
