"""Who follows which measures, and which guests still have something to hear."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext as _

from measures.models import Measure, MeasureFollow
from smartregion.notices.models import Recipient
from smartregion.notices.slots import Followed

# Nothing further happens here, or only after it was reopened.
OVER = (Measure.State.COMPLETED, *Measure.GIVEN_UP)


def follows_measure(user: Any, measure: Measure) -> bool:
    if not user.is_authenticated:
        return False
    return MeasureFollow.objects.filter(measure=measure, recipient__user=user).exists()


def followers_of(measure: Measure) -> list[Recipient]:
    """Those who want to hear of it; whether there is a letter for them, their own choice tells."""
    follows = MeasureFollow.objects.filter(measure=measure).select_related("recipient__user")
    return [follow.recipient for follow in follows]


def followed_measures(recipients: Sequence[int], visible_to: Any) -> dict[int, list[Followed]]:
    """The measures that these recipients follow, as far as they may still see them."""
    visible = Measure.objects.visible_to(visible_to)
    follows = MeasureFollow.objects.filter(recipient__in=recipients, measure__in=visible)
    found: dict[int, list[Followed]] = defaultdict(list)
    for follow in follows.select_related("measure"):
        found[follow.recipient_id].append(_followed(follow))
    return found


def _followed(follow: MeasureFollow) -> Followed:
    measure = follow.measure
    return Followed(
        kind=_("Maßnahme %(number)s") % {"number": measure.number},
        title=measure.title,
        url=measure.get_absolute_url(),
        since=follow.since,
        follow_url=reverse("measures:follow", args=[measure.number]),
        row=follow,
    )


def pending_for(recipients: Sequence[int], _visible_to: Any) -> dict[int, list[date]]:
    """Guests hear of a measure as long as it goes on and they have not ended their letters."""
    alive = Measure.objects.public().exclude(state__in=OVER)
    follows = MeasureFollow.objects.filter(recipient__in=recipients, measure__in=alive)
    waiting = follows.exclude(recipient__frequency=Recipient.Frequency.NONE)
    return {key: [date.max] for key in waiting.values_list("recipient", flat=True)}
