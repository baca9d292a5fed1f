"""Load from one process: as many keep-alive connections as asked for, each sending the next request
as soon as the last one is answered. Written on bare asyncio protocols, because on two cores a
comfortable HTTP client would take more time than the server under test.
"""

import asyncio
import re
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import count
from statistics import quantiles

CONNECTIONS = 16
LENGTH = re.compile(rb"\r\ncontent-length: *(\d+)", re.IGNORECASE)
END = b"\r\n\r\n"


@dataclass
class Outcome:
    seconds: float = 0.0
    statuses: Counter[int] = field(default_factory=Counter)
    times: list[float] = field(default_factory=list)

    @property
    def count(self) -> int:
        return len(self.times)

    @property
    def per_second(self) -> float:
        return self.count / self.seconds

    @property
    def p95_ms(self) -> float:
        return quantiles(self.times, n=20)[18] * 1000

    @property
    def p99_ms(self) -> float:
        return quantiles(self.times, n=100)[98] * 1000


class Visitor(asyncio.Protocol):
    """One connection."""

    def __init__(
        self, requests: Iterator[bytes], outcome: Outcome, until: float, due: Iterator[float] | None
    ) -> None:
        self.requests, self.outcome, self.until, self.due = requests, outcome, until, due
        self.done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self.received = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self.transport = transport
        self.ask()

    def ask(self) -> None:
        request = next(self.requests, None)
        if request is None or time.perf_counter() > self.until:
            self.transport.close()
            return
        self.received, self.asked_at = b"", time.perf_counter()
        if self.due is None:
            self.transport.write(request)
            return
        # Timed from the moment at which it was due: who has to wait for a connection waits, too.
        self.asked_at = next(self.due)
        wait = max(0.0, self.asked_at - time.perf_counter())
        asyncio.get_running_loop().call_later(wait, self.transport.write, request)

    def data_received(self, data: bytes) -> None:
        self.received += data
        head, separator, body = self.received.partition(END)
        if not separator:
            return
        length = LENGTH.search(head + END)
        if length is None:
            raise RuntimeError(f"An answer without Content-Length: {head[:200]!r}")
        if len(body) >= int(length[1]):
            self.outcome.times.append(time.perf_counter() - self.asked_at)
            self.outcome.statuses[int(head[9:12])] += 1
            self.ask()

    def connection_lost(self, error: Exception | None) -> None:
        if error is None:
            self.done.set_result(None)
        else:
            self.done.set_exception(error)


async def _drive(
    port: int, requests: Iterator[bytes], seconds: float, connections: int, pace: float
) -> Outcome:
    outcome, loop, started = Outcome(), asyncio.get_running_loop(), time.perf_counter()
    due = (started + number / pace for number in count()) if pace else None
    visitors = []
    for _ in range(connections):
        _transport, visitor = await loop.create_connection(
            lambda: Visitor(requests, outcome, started + seconds, due), "127.0.0.1", port
        )
        visitors.append(visitor)
    await asyncio.gather(*(visitor.done for visitor in visitors))
    outcome.seconds = time.perf_counter() - started
    return outcome


def answers_to(
    port: int, requests: Iterator[bytes], *, seconds: float, connections: int, pace: float = 0
) -> Outcome:
    """Send requests for so many seconds, and tell what the answers were, refusals among them."""
    return asyncio.run(_drive(port, requests, seconds, connections, pace))


def drive(
    port: int,
    requests: Iterator[bytes],
    *,
    seconds: float,
    connections: int = CONNECTIONS,
    pace: float = 0,
) -> Outcome:
    """Send requests for so many seconds, as fast as they are answered or ``pace`` per second.

    Every answer has to be the same kind of success.
    """
    outcome = answers_to(port, requests, seconds=seconds, connections=connections, pace=pace)
    failed = {status: n for status, n in outcome.statuses.items() if status >= 400}
    if failed or not outcome.count:
        raise RuntimeError(f"The server refused requests, so this measures nothing: {failed}")
    return outcome


def request(
    method: str, path: str, *, body: bytes = b"", cookie: str = "", address: str = ""
) -> bytes:
    """A request as it comes through the proxy; ``address`` is where the proxy got it from."""
    head = [f"{method} {path} HTTP/1.1", "Host: 127.0.0.1", "Accept-Language: de"]
    if address:
        head.append(f"X-Forwarded-For: {address}")
    if cookie:
        head.append(f"Cookie: {cookie}")
    if method == "POST":
        head += ["Content-Type: application/x-www-form-urlencoded", f"Content-Length: {len(body)}"]
    return "\r\n".join(head).encode() + END + body
