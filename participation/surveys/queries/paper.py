"""Piles of paper forms: how far each is, and how well it was typed."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count as CountRows
from django.db.models import Q, QuerySet, Sum

from participation.surveys.models import PaperBatch, PaperSheet, Survey
from participation.surveys.texts import MAIN_LANGUAGE

State = PaperSheet.State


@dataclass(frozen=True)
class BatchProgress:
    """A pile and its sheets by state."""

    batch: PaperBatch
    once: int
    different: int
    ready: int
    stored: int
    # Of what two people typed: how many fields were compared, and how many differed.
    compared: int
    differing: int

    @property
    def sheets(self) -> int:
        return self.once + self.different + self.ready + self.stored

    @property
    def typed(self) -> int:
        """Sheets on which there is nothing left to type or to decide."""
        return self.ready + self.stored

    @property
    def error_rate(self) -> float | None:
        """How often two people typed the same thing differently: a share."""
        return self.differing / self.compared if self.compared else None


def paper_batches(survey: Survey) -> list[BatchProgress]:
    """All piles of a survey, the newest first."""
    batches = PaperBatch.objects.filter(version__survey=survey).select_related("version")
    return _progress(batches)


def batch_progress(batch: PaperBatch) -> BatchProgress:
    """One pile."""
    return _progress(PaperBatch.objects.filter(pk=batch.pk))[0]


def _progress(batches: "QuerySet[PaperBatch]") -> list[BatchProgress]:
    counts = {f"n_{state}": CountRows("sheets", filter=Q(sheets__state=state)) for state in State}
    sums = {"n_compared": Sum("sheets__compared"), "n_differing": Sum("sheets__differing")}
    found: Iterable[PaperBatch] = batches.annotate(**counts, **sums)
    names = (*State.values, "compared", "differing")
    return [
        BatchProgress(batch, **{name: getattr(batch, f"n_{name}") or 0 for name in names})
        for batch in found
    ]


def sheets_of(batch: PaperBatch) -> "QuerySet[PaperSheet]":
    """The sheets of a pile with who typed them, without what stands on them."""
    return batch.sheets.select_related("first_by", "second_by").defer("first", "second")


def next_number(batch: PaperBatch) -> int:
    """The number to write on the next sheet."""
    last = batch.sheets.order_by("-number").values_list("number", flat=True).first()
    return (last or 0) + 1


def language_typed_last(batch: PaperBatch, person_pk: int | None) -> str:
    """The language of the sheet that this person typed last: piles are mostly in one."""
    mine = batch.sheets.filter(first_by=person_pk).order_by("-pk")
    return mine.values_list("language", flat=True).first() or MAIN_LANGUAGE


def next_for(batch: PaperBatch, person_pk: int | None, *, after: int = 0) -> PaperSheet | None:
    """The next sheet that this person may type a second time."""
    open_ones = batch.sheets.filter(state=State.ONCE, number__gt=after)
    return open_ones.exclude(first_by=person_pk).first()
