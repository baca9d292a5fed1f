"""The part of the thread that runs through measures: where they come from, how they are assessed, what follows for the strategy."""

from measures.models import Assessment, GuidelineContribution, Measure, Origin, RevisionProposal
from participation.contributions.thread import Walk


def among_measures(walk: Walk) -> None:
    """From contribution and guideline to the measure, on to each evaluation, and from there to the next version."""
    walk.along(Origin, "measure", "contribution")
    walk.along(GuidelineContribution, "measure", "guideline")
    walk.along(Measure, "field", "strategy")
    walk.along(Assessment, "measure", "cycle")
    walk.along(RevisionProposal, "cycle", "element", "version")
