"""What the writers of all formats share: what they give, how far they are, and which part failed."""

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.utils.text import Truncator

from smartregion.core.jobs import LeaseLost
from smartregion.core.pdf import EngineMissing
from smartregion.core.storage import is_full

logger = logging.getLogger(__name__)

# Says how far the work is: done, total, and what is being done.
Say = Callable[[int, int, str], None]
# Titles may be long; the sentence that names a part stays one.
NAME = 120


class RenderFailed(Exception):
    """A part of the report cannot be printed; the message names the part.

    ``why`` is a whole sentence, where there is more to say than that it failed.
    """

    def __init__(self, name: str, why: str = "") -> None:
        super().__init__(Truncator(name).chars(NAME))
        self.why = why


@dataclass(frozen=True)
class Printed:
    """A finished file; pages are counted where there are any."""

    data: bytes
    pages: int | None


@dataclass
class Progress:
    """Counts the steps of one file and says each before it is taken."""

    say: Say
    total: int
    done: int = 0
    what: str = ""
    weight: int = 0

    def step(self, what: str, weight: int = 1) -> None:
        self.done += self.weight
        self.what, self.weight = what, weight
        self.say_again()

    def say_again(self) -> None:
        """Say the same once more: whoever listens may say that nobody wants the file any more."""
        self.say(self.done, self.total, self.what)


@contextmanager
def part(name: str) -> Iterator[None]:
    """Turn whatever goes wrong in a part into a failure that names it, unless it is no fault of its own."""
    try:
        yield
    except (RenderFailed, EngineMissing, LeaseLost):
        raise
    except Exception as error:
        if isinstance(error, OSError) and is_full(error):
            raise
        logger.exception("The report failed at %s.", name)
        raise RenderFailed(name) from error
