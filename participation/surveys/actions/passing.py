"""Counting how people get through the pages, at next to no cost while they do.

Each process adds up in memory and writes everything with one statement some seconds later, in a thread of
its own: no page waits for it. A process that is killed loses what it added up since (at most
``SURVEY_PASSAGES_EVERY`` seconds of counts, never an answer).
"""

import atexit
import logging
import threading
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import suppress
from typing import Any

from django.conf import settings
from django.db import DatabaseError, IntegrityError, connection, connections

from participation.surveys.passages import Passage

log = logging.getLogger(__name__)
# How many steps of people are remembered, so that a reload or a double click does not count twice.
REMEMBERED = 20_000
AT_ONCE = 500
UPSERT = """
    INSERT INTO participation_passagecount (version_id, page, device, measure, number) VALUES {rows}
    ON CONFLICT (version_id, page, device, measure)
    DO UPDATE SET number = participation_passagecount.number + excluded.number
"""


def add_passages(*, counts: Mapping[Passage, int]) -> None:
    """Add to what was counted. In one order, so that two processes never wait for each other."""
    rows = [
        (each.version, each.page, each.device, each.measure, number)
        for each, number in sorted(counts.items())
    ]
    for some in _pieces(rows):
        places = ", ".join(["(%s, %s, %s, %s, %s)"] * len(some))
        with connection.cursor() as cursor:
            cursor.execute(UPSERT.format(rows=places), [value for row in some for value in row])


def _pieces(rows: list[tuple[Any, ...]]) -> Iterator[list[tuple[Any, ...]]]:
    return (rows[start : start + AT_ONCE] for start in range(0, len(rows), AT_ONCE))


class Collector:
    """What this process has counted and not written yet."""

    def __init__(self, *, every: float) -> None:
        # Seconds until counts are written; 0: only when somebody says so.
        self._every = every
        self._lock = threading.Lock()
        self._counts: Counter[Passage] = Counter()
        self._seen: dict[int, None] = {}
        self._timer: threading.Timer | None = None

    def note(self, passages: Iterable[Passage], *, step: int) -> None:
        """Count what happened in one step of one person, once; ``step`` is a hash that names it."""
        with self._lock:
            if step in self._seen:
                return
            self._seen[step] = None
            if len(self._seen) > REMEMBERED:
                del self._seen[next(iter(self._seen))]
            self._counts.update(passages)
            if self._every and self._timer is None:
                self._timer = threading.Timer(self._every, self._write_alone)
                self._timer.daemon = True
                self._timer.start()

    def flush(self) -> None:
        """Write what was counted; what cannot be written now is kept for the next time."""
        with self._lock:
            counts, self._counts = self._counts, Counter()
            self._timer = None
        if not counts:
            return
        try:
            add_passages(counts=counts)
        except IntegrityError:
            log.warning("Counts of pages that do not exist are dropped.")
        except DatabaseError:
            with self._lock:
                self._counts.update(counts)

    def _write_alone(self) -> None:
        """In a thread that has its own connection, and gives it back."""
        try:
            self.flush()
        finally:
            connections.close_all()

    def forget(self) -> None:
        """Begin anew, as after a crash; tests begin like this."""
        with self._lock:
            self._counts.clear()
            self._seen.clear()


COLLECTOR = Collector(every=settings.SURVEY_PASSAGES_EVERY)


def _write_the_rest() -> None:
    # Nobody is left to tell that the database went first.
    with suppress(Exception):
        COLLECTOR.flush()


if settings.SURVEY_PASSAGES_EVERY:
    atexit.register(_write_the_rest)
