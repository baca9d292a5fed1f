"""Two people write the same text: in whatever order they open and save, nobody overwrites what they have not seen."""

import html
import random
import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import combinations

import pytest
from django.db import connection
from django.db.models import F
from django.test import Client
from django.urls import reverse

from smartregion.accounts.models import User
from strategy.actions import texts as writing
from strategy.models import ElementText
from tests.cast import ClientAs
from tests.factories.accounts import UserFactory
from tests.factories.strategy import whole_version
from tests.plugins.figures import Say

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
ROUNDS = 2


@dataclass
class Desk:
    """A text, and people who have it open; remembers what each of them has seen."""

    text: ElementText
    clients: Sequence[Client]
    seen: dict[int, str] = field(default_factory=dict)
    locks: dict[int, int] = field(default_factory=dict)
    saved: int = 0
    refused: int = 0
    lost: int = 0

    @property
    def url(self) -> str:
        version = self.text.version
        return reverse(
            "strategy:text_edit", args=[version.strategy.slug, version.label, self.text.element_id]
        )

    def stored(self) -> ElementText:
        return ElementText.objects.get(pk=self.text.pk)

    def open(self, who: int) -> None:
        stored = self.stored()
        self.seen[who], self.locks[who] = stored.summary, stored.lock_version

    def save(self, who: int, words: str) -> None:
        """One click. What was stored and never seen by this person must still be there afterwards."""
        before = self.stored()
        answer = self.clients[who].post(self.url, self._typed(words, self.locks[who]))
        after = self.stored()
        if answer.status_code == 302:
            self.saved += 1
            self.lost += before.summary != self.seen[who]
            assert after.summary == words
        else:
            self.refused += 1
            assert answer.status_code == 409
            assert after.summary == before.summary
            page = html.unescape(answer.content.decode())
            # Both are in the page: what is stored, and what this person has typed.
            assert before.summary in page
            assert words in page
        self.open(who)

    def _typed(self, words: str, lock: int) -> dict[str, object]:
        text = self.text
        return {
            "number": text.number, "title": text.title, "summary": words, "body": text.body,
            "parent": text.parent_id or "", "lock_version": lock,
        }  # fmt: skip


@pytest.fixture
def desk(client_as: ClientAs, office: User, editor: User) -> Desk:
    text = whole_version().texts.first()
    assert text is not None
    return Desk(text, [client_as(office), client_as(editor)])


def interleavings() -> Iterator[tuple[int, ...]]:
    """Every order in which two people can do their steps: open and save, twice each (70)."""
    steps = 2 * ROUNDS
    for places in combinations(range(2 * steps), steps):
        yield tuple(0 if place in places else 1 for place in range(2 * steps))


def work(desk: Desk, orders: Sequence[tuple[int, ...]]) -> None:
    for number, order in enumerate(orders):
        done = [0] * len(desk.clients)
        for place, who in enumerate(order):
            if done[who] % 2 == 0:
                desk.open(who)
            else:
                desk.save(who, f"Text {number} {place} von {who}")
            done[who] += 1


def told(desk: Desk, orders: Sequence[tuple[int, ...]]) -> str:
    return f"{len(orders)} orders of two editors: {desk.saved} saved, {desk.refused} refused, {desk.lost} lost"


def orders_by_lot(number: int) -> list[tuple[int, ...]]:
    dice, found = random.Random(8), list(interleavings())
    return [dice.choice(found) for _ in range(number)]


@pytest.mark.behaviour("X8")
def test_no_order_of_two_editors_loses_a_text(desk: Desk, say: Say) -> None:
    orders = [*interleavings(), *orders_by_lot(30)]
    work(desk, orders)
    say(told(desk, orders))
    assert len(orders) == 100
    assert desk.lost == 0
    assert desk.saved > 100
    assert desk.refused > 50


@pytest.mark.long
@pytest.mark.behaviour("X8")
def test_a_thousand_orders_lose_no_text(desk: Desk, say: Say) -> None:
    orders = orders_by_lot(1000)
    work(desk, orders)
    say(told(desk, orders))
    assert desk.lost == 0


def test_the_count_finds_texts_that_are_lost(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    """The control: whoever saves last wins."""

    def careless(rows: object, *, lock_version: int, **values: object) -> None:
        rows.update(lock_version=F("lock_version") + 1, **values)  # type: ignore[attr-defined]

    monkeypatch.setattr(writing, "write_if_unchanged", careless)
    work(desk, list(interleavings()))
    assert desk.lost > 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.behaviour("X8")
def test_of_two_who_save_in_the_same_moment_one_is_told(client_as: ClientAs) -> None:
    text = whole_version().texts.first()
    assert text is not None
    people = [UserFactory(roles=["strategy_office"]) for _ in range(2)]
    desk = Desk(text, [client_as(each) for each in people])
    for number in range(20):
        lock, start, answers = desk.stored().lock_version, threading.Barrier(2), {}

        def press(
            who: int, number: int = number, lock: int = lock,
            start: threading.Barrier = start, answers: dict[int, int] = answers,
        ) -> None:  # fmt: skip
            start.wait()
            try:
                sent = desk._typed(f"Text {number} von {who}", lock)
                answers[who] = desk.clients[who].post(desk.url, sent).status_code
            finally:
                connection.close()

        both: list[Callable[[], None]] = [lambda who=who, press=press: press(who) for who in (0, 1)]
        threads = [threading.Thread(target=each) for each in both]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert sorted(answers.values()) == [302, 409]
        winner = next(who for who, status in answers.items() if status == 302)
        assert desk.stored().summary == f"Text {number} von {winner}"
        assert desk.stored().lock_version == lock + 1
