"""A question this room asks without knowing who answers (see docs/architecture.md).

Whether a version may be submitted to the council depends on contributions that only the rooms
above know. They fill the guard in ``AppConfig.ready()``.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.core.exceptions import ValidationError

from strategy.models import StrategyVersion


@dataclass(frozen=True)
class Objection:
    """A full sentence that says what stands against a step, and the page where that can be done."""

    sentence: str
    url: str = ""


Check = Callable[[StrategyVersion], Objection | None]


class Guarded(ValidationError):
    """The refusal of a step that other rooms object to; it keeps the ways to what is left to do."""

    def __init__(self, objections: list[Objection]) -> None:
        super().__init__([objection.sentence for objection in objections], code="guarded")
        self.objections = objections


class Guard:
    """Asks all rooms; each answers with its objection, or None."""

    def __init__(self) -> None:
        self._checks: list[Check] = []

    def fill(self, check: Check) -> None:
        """Called by a higher room in ``AppConfig.ready()``."""
        self._checks.append(check)

    def objections(self, version: StrategyVersion) -> list[Objection]:
        answers = [check(version) for check in self._checks]
        return [objection for objection in answers if objection]

    def refuse_against(self, version: StrategyVersion) -> None:
        """Raise ``Guarded`` when a room has something against it."""
        if objections := self.objections(version):
            raise Guarded(objections)


may_submit = Guard()
