"""Looking at single answers: allowed to those who evaluate, and written down each time."""

from typing import Any

from participation.surveys.actions.keeping import refuse_erased
from participation.surveys.models import Survey
from smartregion.core import audit


def note_raw_access(*, survey: Survey, what: str, by: Any) -> None:
    """Note who took single answers out of the house, or read what people wrote."""
    refuse_erased(survey)
    audit.record(by=by, verb="note_raw_access", subject=survey, changes={"what": what})
