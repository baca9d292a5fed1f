"""What there is to read, and what lies in the outbox."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count

from smartregion.notices.models import Mail, Notice, Recipient
from smartregion.notices.slots import Followed, followed
from smartregion.notices.wording import grouped


@dataclass(frozen=True)
class Group:
    """What happened in one topic or around one contribution, newest first."""

    title: str
    url: str
    notices: list[Notice]

    @property
    def unread(self) -> int:
        return sum(notice.read_at is None for notice in self.notices)


def groups(notices: Sequence[Notice]) -> list[Group]:
    """One page of notices, by what they belong to."""
    return [Group(found[0].group, found[0].group_url, found) for found in grouped(notices)]


def unread_of(user: Any) -> int:
    return Notice.objects.of(user).unread().count()


def frequency_of(user: Any) -> str:
    """How often we write to this person; looking it up makes nobody a recipient."""
    known = Recipient.objects.filter(user=user).first()
    return known.frequency if known else Recipient.Frequency.DAILY


def follows_of(user: Any) -> list[Followed]:
    """What a person follows, what they chose last first."""
    recipient = Recipient.objects.filter(user=user).first()
    return _follows(recipient, visible_to=user) if recipient else []


def follows_of_guest(guest: Recipient) -> list[Followed]:
    """The same for an address without an account, as far as everybody may see it."""
    return _follows(guest, visible_to=AnonymousUser())


def _follows(recipient: Recipient, *, visible_to: Any) -> list[Followed]:
    found = followed.of([recipient.pk], visible_to=visible_to)[recipient.pk]
    return sorted(found, key=lambda one: one.since, reverse=True)


@dataclass(frozen=True)
class Outbox:
    """How letters fare: figures, and those a person has to look at."""

    waiting: int
    sent: int
    stuck: list[Mail]


def outbox(*, at: datetime) -> Outbox:
    counts = dict(Mail.objects.order_by().values_list("state").annotate(n=Count("pk")))
    stuck = list(Mail.objects.stuck(at).order_by("-not_before", "-pk")[:100])
    return Outbox(counts.get(Mail.State.WAITING, 0), counts.get(Mail.State.SENT, 0), stuck)
