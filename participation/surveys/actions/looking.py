"""Looking at single answers: allowed to those who evaluate, and written down each time."""

from typing import Any

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.models import Pretest, Survey
from smartregion.core import audit


def note_raw_access(*, survey: Survey, what: str, by: Any) -> None:
    """Note who took single answers out of the house, or read what people wrote."""
    refuse_erased(survey)
    _note(survey, what, by)


def note_comments_read(*, pretest: Pretest, by: Any) -> None:
    """Note who read what people remarked in a pretest; its remarks have a last day of their own."""
    _note(pretest.survey, f"comments pretest {pretest.number}", by)


def _note(survey: Survey, what: str, by: Any) -> None:
    audit.record(by=by, verb="note_raw_access", subject=survey, changes={"what": what})
