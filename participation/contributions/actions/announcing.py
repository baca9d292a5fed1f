"""Telling those who follow a place that something new can be read there, and taking that back."""

from datetime import datetime

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from django.utils.translation import override

from participation.contributions.actions.telling import listeners
from participation.contributions.models import Contribution, ContributionQuerySet
from participation.contributions.slots import audiences, places, quoting_news
from smartregion.notices.actions import News, reword, take_back, tell
from smartregion.notices.models import Recipient

EXCERPT = 300


def announce(contribution: Contribution, *, at: datetime) -> int:
    """Tell of a text that has just appeared: whoever follows its place, or is replied to.

    Nobody is told of their own words, and of what waits for moderation nobody before it is released.
    """
    if contribution.is_hidden:
        return 0
    heard = {one.pk: one for one in _hearing(contribution) if not _wrote(one, contribution)}
    if not heard:
        return 0
    with override(settings.LANGUAGE_CODE):
        news = _news_of(contribution)
    return tell(recipients=heard.values(), news=news, at=at)


def take_back_news_of(contribution: Contribution) -> None:
    """What is hidden is not quoted any longer, neither on pages nor in the letter of tomorrow."""
    answers = contribution.answers.values_list("pk", flat=True)
    elsewhere = quoting_news.of([contribution.pk], visible_to=None)[contribution.pk]
    take_back(keys=[_key(contribution), *(f"answer:{pk}" for pk in answers), *elsewhere])


def make_news_nameless(written: ContributionQuerySet, *, name: str) -> None:
    """Name somebody who has left in none of the news that others were told of their words."""
    with override(settings.LANGUAGE_CODE):
        for is_reply in (False, True):
            one_kind = written.filter(reply_to__isnull=not is_reply)
            keys = [f"said:{pk}" for pk in one_kind.values_list("pk", flat=True)]
            reword(keys=keys, headline=_headline(name, is_reply=is_reply))


def _headline(name: str, *, is_reply: bool) -> str:
    written = _("%(name)s hat geantwortet") if is_reply else _("%(name)s schreibt")
    return written % {"name": name}


def _key(contribution: Contribution) -> str:
    return f"said:{contribution.pk}"


def _hearing(contribution: Contribution) -> list[Recipient]:
    following = audiences.of([contribution.pk], visible_to=None)[contribution.pk]
    parent = contribution.reply_to
    return [*following, *(listeners(parent) if parent else [])]


def _wrote(recipient: Recipient, contribution: Contribution) -> bool:
    if recipient.user_id is not None:
        return recipient.user_id == contribution.author_id
    return recipient.pk == contribution.guest_id


def _news_of(contribution: Contribution) -> News:
    found = places.of([contribution.pk], visible_to=AnonymousUser())[contribution.pk]
    place = found[0] if found else None
    return News(
        key=_key(contribution),
        group=place.title if place else contribution.get_channel_display(),
        group_url=(place.page or place.url) if place else contribution.get_absolute_url(),
        headline=_headline(contribution.author_name, is_reply=bool(contribution.reply_to_id)),
        url=place.url if place else contribution.get_absolute_url(),
        text=Truncator(contribution.text).chars(EXCERPT),
    )
