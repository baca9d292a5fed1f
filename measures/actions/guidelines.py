"""How strongly a measure serves the guidelines of its strategy."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from measures.actions.rows import rewriting
from measures.models import GuidelineContribution, Measure
from strategy.models import Element


def set_guidelines(
    *,
    measure: Measure,
    by: Any,
    at: datetime,
    lock_version: int,
    levels: Mapping[Element, tuple[int, str]],
) -> None:
    """Say how strongly the measure serves which guideline; those not named are not judged."""
    with rewriting(
        "guidelines",
        measure=measure,
        by=by,
        at=at,
        lock_version=lock_version,
        words=guideline_in_words,
    ):
        measure.guidelines.all().delete()
        GuidelineContribution.objects.bulk_create(
            GuidelineContribution(measure=measure, guideline=guideline, level=level, reason=reason)
            for guideline, (level, reason) in levels.items()
        )


def guideline_in_words(served: GuidelineContribution) -> str:
    """The judgement on one guideline in one line."""
    return f"{served}, {served.reason}" if served.reason else str(served)
