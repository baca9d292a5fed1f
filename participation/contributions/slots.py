"""Questions this room asks without knowing who answers (see docs/architecture.md).

Where a contribution was said and what became of it is known only by the wings and rooms above;
they fill these slots when the application starts.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from smartregion.core.slots import Slot
from smartregion.notices.models import Recipient
from strategy.slots import Link


@dataclass(frozen=True)
class Outcome:
    """Something that grew from a contribution, for example a measure."""

    kind: str
    title: str
    url: str
    state: str


@dataclass(frozen=True)
class Place:
    """Where a contribution was said, for example a topic of a forum; ``url`` leads to the spot.

    ``page`` is the address of the whole place: what happens to its contributions is told together.
    ``promised`` is the day by which they are to be answered.
    ``quote`` holds the words it was said about; where such contributions are answered on a page of
    their own, ``answer_url`` leads there.
    """

    kind: str
    title: str
    url: str
    page: str = ""
    promised: date | None = None
    quote: str = ""
    answer_url: str = ""


@dataclass(frozen=True)
class Rewording:
    """How the words that a contribution is about read today; none where they are gone."""

    words: str
    version: str
    url: str
    is_unchanged: bool


outcomes: Slot[Outcome] = Slot()
# What this person may make of a contribution now, for example a measure.
next_steps: Slot[Link] = Slot()
places: Slot[Place] = Slot()
rewordings: Slot[Rewording] = Slot()
# Where a contribution is quoted, for example in a report.
mentions: Slot[Outcome] = Slot()
# Contributions from which something grew that serves an element, asked by the element.
grown_into: Slot[UUID] = Slot()
# Who follows the place at which a contribution was said, and so hears what is answered there.
audiences: Slot[Recipient] = Slot()
# Keys of news that quote a contribution: nobody is told them any more once it is hidden.
quoting_news: Slot[str] = Slot()

# Puts other words in the place of those that are kept of this contribution.
Replace = Callable[[UUID, str], None]


class Copies:
    """Who keeps the words of a contribution a second time: when they go, they go there, too."""

    def __init__(self) -> None:
        self._keepers: list[Replace] = []

    def fill(self, replace: Replace) -> None:
        """Called in ``AppConfig.ready()``."""
        self._keepers.append(replace)

    def replace(self, contribution: UUID, words: str) -> None:
        """Leave ``words`` wherever this contribution was kept."""
        for replace in self._keepers:
            replace(contribution, words)


copies = Copies()
