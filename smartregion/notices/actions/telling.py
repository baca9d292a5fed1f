"""Telling people what happened: each thing once."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import QuerySet

from smartregion.notices.actions.keeping import NO_WORDS
from smartregion.notices.models import Mail, Notice, Recipient


@dataclass(frozen=True)
class News:
    """What happened, in German, as the page and the letter tell it.

    ``key`` names the happening ("answer:<pk>"): the same one is never told twice to anybody.
    ``group`` is what it belongs to, with the address of its page; addresses are paths of this site.
    """

    key: str
    group: str
    group_url: str
    headline: str
    url: str
    text: str = ""


def recipient_of(user: Any) -> Recipient:
    """The person as somebody who may be written to; made when it is first needed."""
    return Recipient.objects.get_or_create(user=user)[0]


def guest_recipient(address: str) -> Recipient:
    """An address without an account, confirmed by a code; what it hears about is told at once."""
    defaults = {"frequency": Recipient.Frequency.AT_ONCE}
    return Recipient.objects.get_or_create(address=address.lower(), defaults=defaults)[0]


def tell(*, recipients: Iterable[Recipient], news: News, at: datetime) -> int:
    """Put it on everybody's page and into their next letter; returns for how many it was new."""
    known = Notice.objects.filter(key=news.key)
    before = known.count()
    Notice.objects.bulk_create(notices_of(recipients, news, at=at), ignore_conflicts=True)
    return known.count() - before


def notices_of(
    recipients: Iterable[Recipient], news: News, *, at: datetime, mail: Mail | None = None
) -> list[Notice]:
    """The same for each of them, not stored yet; with the letter that has told it, if there is one."""
    return [
        Notice(
            recipient=recipient,
            key=news.key,
            group=news.group[:200],
            group_url=news.group_url,
            headline=news.headline[:200],
            text=news.text,
            url=news.url,
            at=at,
            mail=mail,
            settled_at=at if mail else None,
        )
        for recipient in recipients
    ]


def take_back(*, keys: Iterable[str]) -> None:
    """Let nobody hear of these any more who has not heard yet, and take them off everybody's page.

    For what must not go on being told: words that moderation has hidden since.
    """
    told = Notice.objects.filter(key__in=list(keys))
    _empty_letters(told)
    told.delete()


def reword(*, keys: Iterable[str], headline: str) -> None:
    """Tell these under another headline from now on."""
    told = Notice.objects.filter(key__in=list(keys))
    _empty_letters(told)
    told.update(headline=headline[:200])


def _empty_letters(told: QuerySet[Notice]) -> None:
    """What has been sent cannot be called back, but we keep no copy of it."""
    carried = told.filter(mail__state=Mail.State.SENT).values_list("mail", flat=True)
    Mail.objects.filter(pk__in=list(carried)).update(**NO_WORDS)
