"""The break point: how many people a second may come before one in twenty waits longer than a second.

    python scripts/with_services.py --durable -- python -m benchmarks.breaking

An open model: people come at a rate, whether or not those before them have been served. Each opens the survey, or
sends its last page; the rate rises by half until the answers take too long or one in a thousand is refused.
"""

import sys
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from django.urls import reverse

from benchmarks.load import Outcome, answers_to, request

SECONDS = 10.0
CONNECTIONS = 64
FIRST, GROWTH = 50.0, 1.5
# Beyond that the load generator itself takes most of the machine.
LAST = 4000.0
WORST_P95_MS, WORST_REFUSED = 1000.0, 0.001


class Step(NamedTuple):
    pace: float
    outcome: Outcome

    @property
    def refused(self) -> float:
        bad = sum(n for status, n in self.outcome.statuses.items() if status >= 400)
        return bad / max(1, self.outcome.count)

    @property
    def holds(self) -> bool:
        return self.outcome.p95_ms <= WORST_P95_MS and self.refused <= WORST_REFUSED

    def __str__(self) -> str:
        return (
            f"{self.pace:6.0f} requests/s wanted, {self.outcome.per_second:6.0f}/s answered, "
            f"p95 {self.outcome.p95_ms:6.0f} ms, {self.refused:.2%} refused"
        )


def climb(port: int, arrivals: Iterator[bytes]) -> Iterator[Step]:
    """One step after the other; the last one is the first that does not hold."""
    # The first requests of a new server load its code; nobody counts them.
    at_pace(port, arrivals, FIRST)
    pace = FIRST
    while pace <= LAST:
        step = Step(pace, at_pace(port, arrivals, pace))
        yield step
        if not step.holds:
            return
        pace *= GROWTH


def at_pace(port: int, arrivals: Iterator[bytes], pace: float) -> Outcome:
    """What ten seconds of them meet; drawn before, for they ask the database and the sending may not."""
    wanted = [next(arrivals) for _ in range(int(pace * SECONDS))]
    return answers_to(port, iter(wanted), seconds=SECONDS * 4, connections=CONNECTIONS, pace=pace)


def main() -> int:
    from benchmarks import server  # noqa: PLC0415

    folder = server.set_up()
    import django  # noqa: PLC0415 (settings come from the environment made above)

    django.setup()
    from benchmarks import machine, survey  # noqa: PLC0415

    print(machine.described(), flush=True)
    open_survey, version = survey.open_for_all()
    begin = request("POST", reverse("surveys:answer", args=[open_survey.slug]), body=b"step=start")
    both = chain.from_iterable((begin, submit) for submit in survey.submits(version))
    with server.running() as port:
        for step in climb(port, both):
            print(step, flush=True)
    folder.cleanup()
    return 0


if __name__ == "__main__":
    sys.exit(main())
