"""What there is to read, and what lies in the outbox."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.contrib.auth.models import AnonymousUser
from django.db.models import Count, Max

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


def refused(people: Iterable[Any]) -> dict[int, Mail]:
    """Those whom letters do not reach, by primary key, with the letter that shows it.

    A letter to the address they have now was refused or came back, and nothing has gone out to them
    since. An address that was changed counts as good, and so does every other one as soon as the words
    of the refused letter are forgotten: after thirty days it is worth another try.
    """
    found = list(people)
    letters = Mail.objects.filter(to__in=[one.email for one in found], state=Mail.State.FAILED)
    failed = {letter.to: letter for letter in letters.order_by("not_before", "pk")}
    bad = {one.pk: failed[one.email] for one in found if one.email in failed}
    later = _last_sent(bad) if bad else {}
    return {pk: letter for pk, letter in bad.items() if not _is_after(later.get(pk), letter)}


def _last_sent(people: Iterable[int]) -> dict[int, datetime]:
    """When a letter with notices last went out to these people."""
    sent = Notice.objects.filter(recipient__user__in=list(people), mail__state=Mail.State.SENT)
    last = sent.order_by().values("recipient__user").annotate(last=Max("mail__sent_at"))
    return dict(last.values_list("recipient__user", "last"))


def _is_after(sent_at: datetime | None, letter: Mail) -> bool:
    return sent_at is not None and sent_at > letter.not_before
