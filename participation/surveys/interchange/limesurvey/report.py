"""The loss report while it is written: what did not come along, where, and what became of it."""

from participation.surveys.interchange.losses import Loss


class Report:
    """Collects losses; the same one is told once."""

    def __init__(self) -> None:
        self._losses: dict[Loss, None] = {}

    def note(
        self, place: str, what: str, why: str, *, source: str = "", is_serious: bool = False
    ) -> None:
        """One element that is not carried over, or not as it was."""
        self._losses.setdefault(Loss(place, what, why, source, is_serious))

    @property
    def losses(self) -> tuple[Loss, ...]:
        """Serious ones first, otherwise as they were met."""
        return tuple(sorted(self._losses, key=lambda loss: not loss.is_serious))
