"""Released figures beside the key projects that rest on them."""

from measures.actions import add_evidence
from measures.models import Measure
from participation.models import Publication
from smartregion.accounts.models import User

FIGURES = (
    ("HF2-M01", "schwerpunkte", "Wege und Verkehr gehören zu dem, was den Menschen am wichtigsten ist."),
    ("HF1-M01", "geraete", "Leihgeräte bleiben wichtig: Nicht in jedem Haushalt steht ein Computer."),
)  # fmt: skip


def load_evidence(*, by: User) -> None:
    """From what is released of the county's survey."""
    publication = Publication.objects.latest("published_at")
    for number, question, note in FIGURES:
        measure = Measure.objects.get(number=number)
        add_evidence(
            measure=measure, publication=publication, question=question, note=note, by=by,
            at=publication.published_at,
        )  # fmt: skip
