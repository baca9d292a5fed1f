"""What citizens say about measures: shown beside the ratings of the office, never mixed into them unseen."""

from collections.abc import Collection
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Sum

from measures.models import Measure, Origin
from measures.queries.evidence import evidence_of
from measures.ranking import mid_ranks


@dataclass(frozen=True)
class Voices:
    """Contributions a measure grew from, agreement with them, and questions of surveys that speak for it.

    ``points`` puts their number on the scale from 1 to 5; None where there is nothing to count. Surveys are
    named and not counted: their shares answer different questions.
    """

    contributions: int
    supports: int
    points: float | None
    surveys: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        return self.contributions + self.supports


def voices_of(measures: Collection[UUID]) -> dict[UUID, Voices]:
    """By measure, in the same number of queries for many; one without any trace is not in it."""
    said = _contributions(measures)
    points = mid_ranks({measure: sum(counts) for measure, counts in said.items()})
    surveys = _surveys(measures)
    return {
        measure: Voices(
            *said.get(measure, (0, 0)),
            points=points.get(measure),
            surveys=surveys.get(measure, ()),
        )
        for measure in {*said, *surveys}
    }


def _contributions(measures: Collection[UUID]) -> dict[UUID, tuple[int, int]]:
    """Contributions that everybody can read, and how many agree with them."""
    origins = Origin.objects.filter(measure__in=measures, contribution__is_hidden=False)
    rows = origins.values("measure").order_by()
    counted = rows.annotate(said=Count("contribution"), agreed=Sum("contribution__supports"))
    return {row["measure"]: (row["said"], row["agreed"]) for row in counted}


def _surveys(measures: Collection[UUID]) -> dict[UUID, tuple[str, ...]]:
    """Questions whose released figures stand beside a measure; of surveys the public sees."""
    found = evidence_of(Measure.objects.filter(pk__in=measures), "de")
    shown = {
        measure: tuple(f"{line.survey}: {line.question}" for line, _ in lines if line.is_public)
        for measure, lines in found.items()
    }
    return {measure: questions for measure, questions in shown.items() if questions}
