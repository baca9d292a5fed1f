"""How much of what was said has been answered: the same figures for page, desk and report."""

from dataclasses import dataclass
from typing import Any

from django.db.models import Count, Q, QuerySet

from participation.contributions.models import Contribution

State = Contribution.State
SHOWN = Q(is_hidden=False)
HELD = Q(is_held=True)


@dataclass(frozen=True)
class Coverage:
    """Contributions by what became of them; each is counted in exactly one of the fields.

    ``every == answered + open + held + hidden`` always holds; ``total`` are those that readers see.
    """

    new: int = 0
    read: int = 0
    in_review: int = 0
    taken_up: int = 0
    not_taken_up: int = 0
    not_competent: int = 0
    # Taken out of the public eye by moderation.
    hidden: int = 0
    # Not yet looked at by moderation.
    held: int = 0

    @property
    def open(self) -> int:
        return self.new + self.read + self.in_review

    @property
    def answered(self) -> int:
        return self.taken_up + self.not_taken_up + self.not_competent

    @property
    def total(self) -> int:
        return self.open + self.answered

    @property
    def every(self) -> int:
        return self.total + self.unseen

    @property
    def unseen(self) -> int:
        """What readers do not see: hidden, or not yet let through."""
        return self.held + self.hidden

    @property
    def looked_at(self) -> int:
        """What the office has read, whatever came of it."""
        return self.total - self.new

    @property
    def share(self) -> float | None:
        """The answered part, between 0 and 1; None where nobody has said anything."""
        return self.answered / self.total if self.total else None

    def __add__(self, other: "Coverage") -> "Coverage":
        return Coverage(
            **{name: count + getattr(other, name) for name, count in vars(self).items()}
        )


COUNTS = {
    **{state.value: Count("pk", filter=SHOWN & Q(state=state)) for state in State},
    "hidden": Count("pk", filter=~SHOWN & ~HELD),
    "held": Count("pk", filter=HELD),
}


def coverage_of(contributions: QuerySet[Contribution]) -> Coverage:
    """The coverage of all these contributions, in one query."""
    return Coverage(**contributions.order_by().aggregate(**COUNTS))


def coverage_by(contributions: QuerySet[Contribution], field: str) -> dict[Any, Coverage]:
    """The coverage for each value of a field, for example a municipality; one query for all."""
    rows: Any = contributions.order_by().values(field).annotate(**COUNTS)
    return {row[field]: Coverage(**{name: row[name] for name in COUNTS}) for row in rows}
