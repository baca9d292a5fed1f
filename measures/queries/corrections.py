"""What the reports of closed cycles say since they were corrected, where one asks the rows and not the document."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from typing import Any
from uuid import UUID

from django.db.models import OuterRef, QuerySet, Subquery

from measures.models import Assessment, AssessmentQuerySet, Correction

State = Assessment.State
# The parts of a correction whose new words are exactly what the report says from then on.
WORDS = ("done_since", "next_steps", "obstacles", "decision_needed", "light_reason")


def with_corrected_light(assessments: AssessmentQuerySet) -> QuerySet[Any]:
    """Each with ``corrected_light``, the light of its last correction; None where there is none."""
    made = Correction.objects.filter(cycle=OuterRef("cycle"), measure=OuterRef("measure"))
    newest = made.order_by("-number").values("light")[:1]
    return assessments.annotate(corrected_light=Subquery(newest))


def after_correction(state: str, light: str, corrected_light: str | None) -> tuple[str, str]:
    """State and light as they hold today: an empty light says that nothing was reported after all."""
    if corrected_light is None:
        return state, light
    if corrected_light:
        return State.ACCEPTED, corrected_light
    return (state if state == State.WAIVED else State.MISSING), ""


def as_corrected(assessments: Iterable[Assessment]) -> list[Assessment]:
    """The same reports, saying what holds today, each with its ``corrections``; to be read, never saved."""
    reports = list(assessments)
    made = _corrections(reports)
    for report in reports:
        report.corrections = made[report.cycle_id, report.measure_id]  # type: ignore[attr-defined]
        for correction in made[report.cycle_id, report.measure_id]:
            _correct(report, correction)
    return reports


def _corrections(reports: Sequence[Assessment]) -> dict[tuple[int, UUID], list[Correction]]:
    """By cycle and measure, the oldest first, in one query."""
    found: dict[tuple[int, UUID], list[Correction]] = defaultdict(list)
    measures = {each.measure_id for each in reports}
    for correction in Correction.objects.filter(measure__in=measures).order_by("number"):
        found[correction.cycle_id, correction.measure_id].append(correction)
    return found


def _correct(report: Assessment, correction: Correction) -> None:
    report.state, report.light = after_correction(report.state, report.light, correction.light)
    for name in WORDS:
        if name in correction.changes:
            _old, new = correction.changes[name]
            setattr(report, name, new)
