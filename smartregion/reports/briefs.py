"""What somebody wants a report to be about."""

from collections.abc import Sequence
from dataclasses import dataclass

from measures.models import Cycle, Measure
from participation.forums.models import Forum
from participation.surveys.models import Survey
from smartregion.reports.models import Manuscript
from strategy.models import StrategyVersion


@dataclass(frozen=True)
class Brief:
    """An order before it is frozen; which of its subjects a kind needs stands in its outline."""

    kind: str
    title: str
    version: StrategyVersion | None = None
    earlier_version: StrategyVersion | None = None
    cycle: Cycle | None = None
    earlier_cycle: Cycle | None = None
    measure: Measure | None = None
    surveys: Sequence[Survey] = ()
    forums: Sequence[Forum] = ()
    # Chapters, words, exhibits and design; without one the usual outline is built.
    manuscript: Manuscript | None = None
    # Why it is made although people still wait for answers; printed.
    override: str = ""


def brief_of(manuscript: Manuscript, *, override: str = "") -> Brief:
    """The order for a manuscript as it stands."""
    return Brief(
        kind=manuscript.kind,
        title=manuscript.title,
        version=manuscript.version,
        earlier_version=manuscript.earlier_version,
        cycle=manuscript.cycle,
        earlier_cycle=manuscript.earlier_cycle,
        measure=manuscript.measure,
        surveys=list(manuscript.surveys.all()),
        forums=list(manuscript.forums.all()),
        manuscript=manuscript,
        override=override,
    )
