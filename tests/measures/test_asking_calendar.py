"""A whole cycle by the calendar, across both changes of the clock: every reminder exactly once.

The worker looks three times a day, on some days not at all, and again and again it dies: before a letter,
after it, or between the letter and its notices. Reports come in at odd times, one is given back, one person
leaves, one address is wrong. What ought to have been written is worked out anew from the days alone.
"""

import contextlib
import random
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from smtplib import SMTPRecipientsRefused
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core import mail as outgoing
from django.core.mail.backends.locmem import EmailBackend
from django.utils import timezone

from measures import tasks
from measures.actions import asking
from measures.actions.reviewing import return_assessment
from measures.models import Assessment, Cycle, FieldLead
from smartregion.accounts.models import Role, User
from smartregion.notices import tasks as post
from smartregion.notices.actions import choose_frequency, duties, recipient_of
from smartregion.notices.models import Recipient
from tests.factories.accounts import UserFactory
from tests.factories.measures import AssessmentFactory, CycleFactory, MeasureFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow, pytest.mark.behaviour("M12")]

BERLIN = ZoneInfo("Europe/Berlin")
# Both are the day on which the clock is changed; and one that has nothing to do with it.
DUE_DAYS = [date(2026, 10, 25), date(2027, 3, 28), date(2028, 3, 1)]
AHEAD, AFTER = 30, 20
# Each stage with the first and the last of its days, counted from the day everything is due.
SPANS = [(-AHEAD, -15), (-14, -1), (0, 0), (1, 6), (7, AFTER)]


class Died(BaseException):
    """The worker is gone: nothing of ours runs any more."""


@dataclass
class Life:
    """What happened to a report: on which day it came in, if it did."""

    report: Assessment
    person: User
    handed_in_on: date | None = None


@dataclass
class World:
    """A cycle, the luck of the worker, and the days on which it ran."""

    cycle: Cycle
    office: User
    luck: random.Random
    lives: list[Life] = field(default_factory=list)
    ran_on: list[date] = field(default_factory=list)

    def asked(self, person: User | None, number: str) -> Assessment:
        measure = MeasureFactory(number=number, title="Vorhaben", responsible=person)
        return AssessmentFactory(cycle=self.cycle, measure=measure)


@pytest.fixture(params=DUE_DAYS, ids=str)
def world(request: pytest.FixtureRequest, office: User) -> World:
    world = World(CycleFactory(due_on=request.param), office, random.Random(4))
    frequencies = Recipient.Frequency.values
    for number in range(12):
        person = UserFactory(email=f"p{number}@example.org", roles=[Role.MEASURE_OWNER])
        chosen = frequencies[number % len(frequencies)]
        choose_frequency(recipient=recipient_of(person), frequency=chosen)
        for part in range(1 + number % 3):
            report = world.asked(person, f"M{number:02}-{part}")
            world.lives.append(Life(report, person))
    return world


@pytest.fixture
def fate(world: World, monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Now and then the worker dies right after one of its steps."""
    deaths: Counter[str] = Counter()

    def after(step: str, deed: Callable[..., object]) -> Callable[..., object]:
        def done(*args: object, **kwargs: object) -> object:
            result = deed(*args, **kwargs)
            if world.luck.random() < 0.1:
                deaths[step] += 1
                raise Died
            return result

        return done

    for step, place, name in (
        ("composed", asking, "letter"),
        ("in the outbox, without notices", duties, "write_mail"),
        ("written", asking, "ask"),
    ):
        monkeypatch.setattr(place, name, after(step, getattr(place, name)))
    return deaths


def days(world: World) -> Iterator[date]:
    for number in range(-AHEAD, AFTER + 1):
        yield world.cycle.due_on + timedelta(days=number)


def live(world: World, *, happens: Callable[[date], None] = lambda _day: None) -> None:
    """Let the days pass; reports come at noon, between two looks of the worker."""
    for day in days(world):
        runs = world.luck.random() < 0.8
        if runs:
            world.ran_on.append(day)
        for hour in (7, 12, 17):
            moment = datetime.combine(day, time(hour, 23), tzinfo=BERLIN)
            with time_machine.travel(moment, tick=False):
                if hour == 12:
                    come_in(world, day)
                    happens(day)
                if runs:
                    look()


def look() -> None:
    """Every death is followed by another worker within minutes."""
    for _attempt in range(20):
        with contextlib.suppress(Died):
            tasks.ask_for_reports()
            break
    post.deliver()


def come_in(world: World, day: date) -> None:
    for life in world.lives:
        if life.handed_in_on is None and world.luck.random() < 0.02:
            hand_in(life, day)


def hand_in(life: Life, day: date) -> None:
    state = Assessment.State.SUBMITTED
    Assessment.objects.filter(pk=life.report.pk).update(state=state, light="green")
    life.handed_in_on = day


def letters_to(person: User) -> dict[date, list[str]]:
    """The words of the letters by the day on which they went out."""
    found = defaultdict(list)
    for letter in outgoing.outbox:
        if letter.to == [person.email]:
            moment = datetime.strptime(letter.extra_headers["Date"], "%a, %d %b %Y %H:%M:%S %z")
            found[moment.astimezone(BERLIN).date()].append(str(letter.body))
    return found


def expected_for(world: World, person: User) -> dict[date, set[str]]:
    """By day: the numbers in the letter. Worked out from the days on which something ran, nothing else."""
    expected = defaultdict(set)
    for life in (one for one in world.lives if one.person == person):
        for first, last in SPANS:
            begins, ends = (world.cycle.due_on + timedelta(days=n) for n in (first, last))
            # What comes in at noon was asked for in the morning of that day.
            open_until = min(ends, life.handed_in_on or ends)
            told = next((day for day in world.ran_on if begins <= day <= open_until), None)
            if told:
                expected[told].add(life.report.measure.number)
    return expected


def told_by_day(world: World, person: User) -> dict[date, set[str]]:
    """What the letters said; that none is the second of its day is looked at as well."""
    numbers = [life.report.measure.number for life in world.lives]
    letters = letters_to(person)
    assert all(len(words) == 1 for words in letters.values())
    return {
        day: {number for number in numbers if f"* {number} " in words}
        for day, (words,) in letters.items()
    }


def test_every_reminder_comes_exactly_once_and_none_after_submission(
    world: World, fate: Counter[str]
) -> None:
    live(world)
    for person in {life.person for life in world.lives}:
        assert told_by_day(world, person) == expected_for(world, person)
    # Otherwise nothing was shown: each kind of death, days without a run, reports that came in time.
    assert len(fate) == 3
    assert len(world.ran_on) < AHEAD + AFTER
    assert any(life.handed_in_on for life in world.lives)
    assert any(life.handed_in_on is None for life in world.lives)


def test_who_takes_over_is_asked_and_who_left_is_not(world: World, fate: Counter[str]) -> None:
    heir = UserFactory(email="heir@example.org", roles=[Role.MEASURE_OWNER])
    (life, *_others) = [one for one in world.lives if one.person.email == "p0@example.org"]
    leaves_on, follows_on = (world.cycle.due_on + timedelta(days=n) for n in (-10, -6))

    def happens(day: date) -> None:
        if day == leaves_on:
            User.objects.filter(pk=life.person.pk).update(is_active=False)
        if day == follows_on:
            life.report.measure.responsible = heir
            life.report.measure.save()

    life.handed_in_on = date.max
    live(world, happens=happens)
    assert max(letters_to(life.person)) <= leaves_on
    # In between, the office is asked; then the heir, from the next look on.
    number = life.report.measure.number
    office = [day for day, words in letters_to(world.office).items() if number in str(words)]
    assert office
    assert all(leaves_on <= day <= follows_on for day in office)
    first = min(letters_to(heir))
    assert first == next(day for day in world.ran_on if day >= follows_on)
    assert len(letters_to(heir)) == len({*letters_to(heir)})


def test_wrong_address_leads_to_the_field_lead_and_is_not_tried_again(
    world: World, monkeypatch: pytest.MonkeyPatch
) -> None:
    lead = UserFactory(email="lead@example.org", roles=[Role.EDITOR])
    (life, *_others) = [one for one in world.lives if one.person.email == "p0@example.org"]
    FieldLead.objects.create(field=life.report.measure.field, person=lead)
    taken, tried = EmailBackend.send_messages, Counter[str]()

    def send(server: EmailBackend, messages: list[outgoing.EmailMessage]) -> int:
        (address,) = messages[0].to
        tried[address] += 1
        if address == life.person.email:
            raise SMTPRecipientsRefused({address: (550, b"No such user")})
        return int(taken(server, messages))

    monkeypatch.setattr(EmailBackend, "send_messages", send)
    life.handed_in_on = date.max
    live(world)
    # Thirty days after a refusal the address is worth another try.
    assert tried[life.person.email] <= 2
    assert len(letters_to(lead)) >= 4
    assert all(life.report.measure.number in str(words) for words in letters_to(lead).values())


def test_report_that_is_given_back_is_asked_for_a_week_later_once(world: World) -> None:
    (life, *_others) = [one for one in world.lives if one.person.email == "p0@example.org"]
    came_on, back_on = (world.cycle.due_on + timedelta(days=n) for n in (-20, 3))

    def happens(day: date) -> None:
        if day == came_on:
            hand_in(life, day)
            Assessment.objects.filter(pk=life.report.pk).update(submitted_by=life.person)
        if day == back_on:
            report = Assessment.objects.get(pk=life.report.pk)
            return_assessment(assessment=report, by=world.office, at=timezone.now(), comment="Und?")

    life.handed_in_on = date.max
    live(world, happens=happens)
    later = [day for day in sorted(letters_to(life.person)) if day > came_on]
    again = next(day for day in world.ran_on if day >= back_on + timedelta(days=7))
    assert later == [back_on, again]
