"""A question this room asks without knowing who answers (see docs/architecture.md).

Whether a version may be submitted to the council depends on contributions that only the rooms
above know. They fill the guard in ``AppConfig.ready()``.
"""

from collections.abc import Callable

from strategy.models import StrategyVersion

Check = Callable[[StrategyVersion], str | None]


class Guard:
    """Asks all rooms; each answers with a full sentence that says what stands against it, or None."""

    def __init__(self) -> None:
        self._checks: list[Check] = []

    def fill(self, check: Check) -> None:
        """Called by a higher room in ``AppConfig.ready()``."""
        self._checks.append(check)

    def objections(self, version: StrategyVersion) -> list[str]:
        return [sentence for check in self._checks if (sentence := check(version))]


may_submit = Guard()
