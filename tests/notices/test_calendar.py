"""Sixty days of a county, across both changes of the clock: each thing is mailed exactly once.

Things happen at odd times, the scheduler looks every hour, and again and again the worker dies:
before it begins, after a letter is written, after it is claimed, after the server has taken it.
"""

import contextlib
import random
from collections import Counter
from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as outgoing
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from smartregion.notices import tasks
from smartregion.notices.actions import News, digests, sending, tell
from smartregion.notices.models import Mail, Notice, Recipient
from tests.factories.notices import RecipientFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]

BERLIN = ZoneInfo("Europe/Berlin")
DAYS = 60
STEP = timedelta(hours=1)
SPRING = datetime(2027, 3, 1, tzinfo=BERLIN)
AUTUMN = datetime(2026, 10, 1, tzinfo=BERLIN)
# When each kind of letter may go out, by the clock on the wall.
HOURS = {"daily": {(weekday, 7) for weekday in range(7)}, "weekly": {(0, 7)}}


class Died(BaseException):
    """The worker is gone: nothing of ours runs any more."""


class Fate:
    """Now and then the worker dies right after one of its steps."""

    def __init__(self, seed: int) -> None:
        self.luck, self.deaths = random.Random(seed), Counter[str]()

    def strikes(self, step: str) -> None:
        if self.luck.random() < 0.08:
            self.deaths[step] += 1
            raise Died

    def after(self, step: str, deed: Callable[..., object]) -> Callable[..., object]:
        def done(*args: object, **kwargs: object) -> object:
            result = deed(*args, **kwargs)
            self.strikes(step)
            return result

        return done


@pytest.fixture
def fate(monkeypatch: pytest.MonkeyPatch) -> Fate:
    fate = Fate(seed=6)
    letter, built = digests._letter, sending._built
    monkeypatch.setattr(digests, "_letter", fate.after("laid out, not settled", letter))
    written = tasks.actions.write_letters
    monkeypatch.setattr(tasks.actions, "write_letters", fate.after("written", written))
    monkeypatch.setattr(sending, "_built", fate.after("built", built))
    taken = EmailBackend.send_messages
    monkeypatch.setattr(EmailBackend, "send_messages", fate.after("taken by the server", taken))
    return fate


def hours(start: datetime) -> Iterator[datetime]:
    """Real hours: in spring one of the wall clock is missing, in autumn one comes twice."""
    moment = start.astimezone(ZoneInfo("UTC"))
    for number in range(DAYS * 24):
        yield moment + number * STEP


def live(start: datetime, fate: Fate) -> list[datetime]:
    """Let things happen and the scheduler look; returns when each letter went out."""
    recipients = list(Recipient.objects.all())
    sent_at: list[datetime] = []
    for number, moment in enumerate(hours(start)):
        with time_machine.travel(moment, tick=False):
            if fate.luck.random() < 0.2 and number < (DAYS - 8) * 24:
                happens(number, recipients)
            with contextlib.suppress(Died):
                tasks.deliver()
        sent_at += [moment] * (len(outgoing.outbox) - len(sent_at))
    return sent_at


def happens(number: int, recipients: list[Recipient]) -> None:
    topic = f"Thema {number % 3}"
    news = News(f"said:{number}", topic, f"/{number % 3}/", f"Ereignis {number}.", f"/{number}/")
    tell(recipients=recipients, news=news, at=timezone.now())


@pytest.mark.behaviour("F26")
@pytest.mark.parametrize("start", [SPRING, AUTUMN], ids=["spring", "autumn"])
def test_in_sixty_days_each_thing_is_mailed_exactly_once(start: datetime, fate: Fate) -> None:
    people = {
        frequency: RecipientFactory(frequency=frequency) for frequency in Recipient.Frequency.values
    }
    sent_at = live(start, fate)
    happened = {notice.headline for notice in Notice.objects.all()}
    assert len(happened) > 100
    assert {"laid out, not settled", "written", "built", "taken by the server"} == set(fate.deaths)
    for frequency, recipient in people.items():
        letters = [
            (at, letter.body)
            for at, letter in zip(sent_at, outgoing.outbox, strict=True)
            if letter.to == [recipient.mailbox]
        ]
        told = Counter(words for words in happened for _at, text in letters if words in text)
        assert told == Counter([] if frequency == "none" else happened)
        for at, _text in letters:
            local = at.astimezone(BERLIN)
            # Whoever died is followed within some hours.
            allowed = HOURS.get(frequency, {(local.weekday(), local.hour)})
            assert any(
                local.weekday() == day and 0 <= local.hour - hour <= 3 for day, hour in allowed
            )
    assert not Notice.objects.filter(settled_at__isnull=True).exists()
    assert Mail.objects.filter(state=Mail.State.WAITING).count() == 0
    # What was handed over when the worker died is in doubt for us, but went out once.
    assert (
        Mail.objects.stuck(timezone.now() + timedelta(days=900)).count()
        == fate.deaths["taken by the server"]
    )
