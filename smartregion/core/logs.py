"""Log lines that help to find a fault and tell nothing about the person who met it."""

import json
import logging
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from smartregion.core.tracing import request_id

Raised = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]

# Whatever ends a line somewhere, and what moves the cursor of a terminal.
BREAKS = {n: f"\\x{n:02x}" for n in (*range(32), 127, *range(128, 160))} | {
    n: f"\\u{n:04x}" for n in (0x2028, 0x2029)
}


class DiscreetFormatter(logging.Formatter):
    """Says where a fault happened and of which kind it was, and leaves out its words.

    Words of exceptions quote what could not be read or stored: 'invalid input for type integer:
    "…"' holds what somebody has typed, and PostgreSQL quotes whole rows. The place and the kind are
    what a programmer needs; the rest would be a copy of answers in a file that nobody thinks of.
    Of an address only its pattern is told: the keys in some are as good as a password.
    """

    def format(self, record: logging.LogRecord) -> str:
        return super().format(_discreet(record))

    def formatMessage(self, record: logging.LogRecord) -> str:  # noqa: N802 - the name is given
        """One line for one record: what somebody put into an address begins no line of its own."""
        line = super().formatMessage(record).translate(BREAKS)
        name = request_id()
        return f"{line} [{name}]" if name else line

    def formatException(self, ei: Raised) -> str:  # noqa: N802 - the name is given
        _kind, error, _trace = ei
        return "\n".join(_told(error)) if error else ""


class JsonFormatter(DiscreetFormatter):
    """The same, one JSON object a line, for machines that collect logs (LOG_FORMAT=json)."""

    def format(self, record: logging.LogRecord) -> str:
        record = _discreet(record)
        line = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname,
            "logger": record.name,
            "message": record.getMessage(),
            "request": request_id() or None,
            "status": getattr(record, "status_code", None),
            "fault": self.formatException(record.exc_info) if record.exc_info else None,
        }
        return json.dumps({name: value for name, value in line.items() if value is not None})


def _discreet(record: logging.LogRecord) -> logging.LogRecord:
    """A line about a request names the pattern of its address instead of the address."""
    request = getattr(record, "request", None)
    path = getattr(request, "path", None)
    if path is None:
        return record
    copy = logging.makeLogRecord(record.__dict__)
    copy.msg, copy.args = record.getMessage().replace(path, _pattern(request)), ()
    # Kept by the formatter of the first handler: words of an exception must not come back with it.
    copy.exc_text = None
    return copy


def _pattern(request: Any) -> str:
    match = getattr(request, "resolver_match", None)
    return f"/{match.route}" if match else "(an address that is none)"


def _told(error: BaseException) -> list[str]:
    """The whole chain, each link with its way through the code; the first cause stands on top."""
    earlier = error.__cause__ or (None if error.__suppress_context__ else error.__context__)
    way = "".join(traceback.format_tb(error.__traceback__)).rstrip()
    kind = f"{type(error).__module__}.{type(error).__qualname__}"
    lines = ["Traceback (most recent call last):", way, f"{kind} (words left out)"]
    return [*_told(earlier), "", *lines] if earlier else lines
