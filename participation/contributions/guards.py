"""Questions about what may be done with a contribution now; only the place it stands at knows.

A topic is open or over, a draft is being consulted or adopted. The wings fill these guards when the
application starts (see docs/architecture.md).
"""

from collections.abc import Callable
from datetime import datetime

from django.utils.translation import gettext as _

from participation.contributions.models import Contribution
from smartregion.core.errors import WrongState

# None: it does not stand here; empty: nothing against it; otherwise a sentence that says why not.
Check = Callable[[Contribution, datetime], str | None]


class Guard:
    """Asks all places; where none of them knows the contribution, it is left as it is."""

    def __init__(self) -> None:
        self._checks: list[Check] = []

    def fill(self, check: Check) -> None:
        """Called in ``AppConfig.ready()``."""
        self._checks.append(check)

    def objection(self, contribution: Contribution, at: datetime) -> str:
        """Why it cannot be done now; empty where it can."""
        for check in self._checks:
            objection = check(contribution, at)
            if objection is not None:
                return objection
        return _("Das ist bei diesem Beitrag nicht vorgesehen.")

    def refuse_against(self, contribution: Contribution, at: datetime) -> None:
        """Raise ``WrongState`` with what stands against it."""
        if objection := self.objection(contribution, at):
            raise WrongState(objection)


may_change = Guard()
may_support = Guard()
