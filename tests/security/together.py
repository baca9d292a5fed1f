"""Fifty threads that begin the same deed in the same moment, each with a connection of its own."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from threading import Barrier

from django.db import OperationalError, connection

from participation.surveys.actions.responding import CodeUsed
from smartregion.core.errors import WrongState

THREADS = 50
Deed = Callable[[], object]


def all_at_once(deed: Deed) -> list[object]:
    """What each of them got; a refusal is an answer, too."""
    together = Barrier(THREADS)

    def act(_number: int) -> object:
        try:
            together.wait(timeout=60)
            # On a busy machine some wait in vain for a connection; that stores nothing either.
            with suppress(WrongState, CodeUsed, OperationalError):
                return deed()
        finally:
            connection.close()
        return None

    with ThreadPoolExecutor(THREADS) as pool:
        return list(pool.map(act, range(THREADS)))
