"""Telling those who wrote a contribution, and those who follow it, what became of it."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.models import Answer, Contribution, ContributionFollow
from participation.contributions.slots import audiences, places
from smartregion.accounts.models import User
from smartregion.notices.actions import News, recipient_of, tell
from smartregion.notices.models import Recipient


def tell_about(contribution: Contribution, *, news: News, at: datetime) -> int:
    """Tell the author (account or guest) and all followers; returns for how many it was new."""
    return tell(recipients=listeners(contribution), news=news, at=at)


def tell_of_answer(answer: Answer) -> int:
    """Tell them what the county makes of it, together with those who follow its place.

    Of what is hidden nothing is told: moderation writes to its author.
    """
    contribution = answer.contribution
    if contribution.is_hidden:
        return 0
    with override(settings.LANGUAGE_CODE):
        news = _news_of(answer)
    following = audiences.of([contribution.pk], visible_to=None)[contribution.pk]
    heard = _once([*listeners(contribution), *following])
    return tell(recipients=heard, news=news, at=answer.at)


def _news_of(answer: Answer) -> News:
    contribution = answer.contribution
    found = places.of([contribution.pk], visible_to=AnonymousUser())[contribution.pk]
    place = found[0] if found else None
    outcome = answer.get_decision_display() or answer.get_state_display()
    said = _("%(office)s: %(reason)s") % {"office": answer.office, "reason": answer.reason}
    return News(
        key=f"answer:{answer.pk}",
        group=place.title if place else contribution.get_channel_display(),
        group_url=(place.page or place.url) if place else contribution.get_absolute_url(),
        # One line, in the subject of a letter too, however many paragraphs the text has.
        headline=f"„{Truncator(' '.join(contribution.text.split())).chars(90)}“: {outcome}",
        url=contribution.get_absolute_url(),
        # A step without words (read, in review) says no more than the headline.
        text=said if answer.reason else "",
    )


def listeners(contribution: Contribution) -> list[Recipient]:
    """Who hears what becomes of it: whoever wrote it first, then those who follow it."""
    follows = contribution.follows.select_related("recipient")
    return _once([*writers(contribution), *(follow.recipient for follow in follows)])


def listeners_to(contributions: Iterable[Contribution]) -> list[Recipient]:
    """Who hears what becomes of any of these, each once, in as many queries for one as for many."""
    found = Contribution.objects.filter(pk__in=[one.pk for one in contributions]).order_by()
    authors = User.objects.filter(pk__in=found.values("author"), is_active=True)
    known = Recipient.objects.filter(user__in=authors)
    Recipient.objects.bulk_create(
        [Recipient(user=user) for user in authors.exclude(pk__in=known.values("user"))],
        ignore_conflicts=True,
    )
    followers = ContributionFollow.objects.filter(contribution__in=found)
    wanted = (
        Q(user__in=authors)
        | Q(pk__in=found.values("guest"))
        | Q(pk__in=followers.values("recipient"))
    )
    return list(Recipient.objects.filter(wanted).select_related("user"))


def _once(recipients: Iterable[Recipient]) -> list[Recipient]:
    return list({recipient.pk: recipient for recipient in recipients}.values())


def writers(contribution: Contribution) -> list[Recipient]:
    """Whoever wrote it, if they can be reached: by their account, or at the address they confirmed."""
    author = contribution.author
    if author and author.is_active:
        return [recipient_of(author)]
    return [contribution.guest] if contribution.guest else []
