"""The part of the thread that runs through measures: where they come from, how they are assessed."""

from measures.models import Assessment, GuidelineContribution, Measure, Origin
from participation.contributions.thread import Walk


def among_measures(walk: Walk) -> None:
    """From contribution and guideline to the measure, and on to each evaluation."""
    walk.along(Origin, "measure", "contribution")
    walk.along(GuidelineContribution, "measure", "guideline")
    walk.along(Measure, "field", "strategy")
    walk.along(Assessment, "measure", "cycle")
