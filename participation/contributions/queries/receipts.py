"""What the code of a receipt opens: what became of it, for whoever wrote it, with or without account."""

from dataclasses import dataclass
from typing import Any

from participation.contributions.codes import receipt_hash
from participation.contributions.links import objection_path
from participation.contributions.models import Contribution, Edition, Moderation
from participation.contributions.queries.reading import Said, Step, history_of, said
from participation.contributions.slots import Outcome, Place, outcomes, places


@dataclass(frozen=True)
class ReceiptPage:
    """A contribution as whoever wrote it finds it again; the words are shown, hidden or not."""

    said: Said
    text: str
    author: str
    place: Place | None
    history: list[Step]
    outcomes: list[Outcome]
    # Why others cannot read it, if moderation has decided so.
    moderation: Moderation | None

    @property
    def objection_url(self) -> str:
        """Where whoever has the code can object; the code is all that people without account have."""
        step = self.moderation
        return objection_path(step) if step and step.step in Moderation.AGAINST else ""


def contribution_with(code: str) -> Contribution | None:
    """The contribution to which this code belongs, however it was written down."""
    found = Contribution.objects.select_related("municipality")
    return found.filter(receipt_hash=receipt_hash(code)).first()


def receipt_page(contribution: Contribution, *, visible_to: Any) -> ReceiptPage:
    """Everything that became of it; the places and outcomes are those this visitor may see."""
    key = contribution.pk
    is_refused = contribution.is_hidden and not contribution.is_held
    return ReceiptPage(
        said=said([contribution])[key],
        text=contribution.text,
        author=contribution.shown_name,
        place=next(iter(places.of([key], visible_to=visible_to)[key]), None),
        history=history_of(contribution),
        outcomes=outcomes.of([key], visible_to=visible_to)[key],
        moderation=contribution.moderations.last() if is_refused else None,
    )


def editions_of(contribution: Contribution) -> list[Edition]:
    """How it read before, the newest first."""
    return list(contribution.editions.order_by("-replaced_at", "-pk"))
