"""Log lines that help to find a fault and tell nothing about the person who met it."""

import logging
import traceback
from types import TracebackType

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class DiscreetFormatter(logging.Formatter):
    """Says where a fault happened and of which kind it was, and leaves out its words.

    Words of exceptions quote what could not be read or stored: 'invalid input for type integer:
    "…"' holds what somebody has typed, and PostgreSQL quotes whole rows. The place and the kind are
    what a programmer needs; the rest would be a copy of answers in a file that nobody thinks of.
    """

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name is given
        _kind, error, _trace = ei
        return "\n".join(_told(error)) if error else ""


def _told(error: BaseException) -> list[str]:
    """The whole chain, each link with its way through the code; the first cause stands on top."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    way = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    lines = ["Traceback (most recent call last):", way, f"{kind} (words left out)"]
    return [*_told(earlier), "", *lines] if earlier else lines
