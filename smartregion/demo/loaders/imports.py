"""A questionnaire that the county had asked with LimeSurvey, read in as a draft."""

from datetime import date, timedelta

from participation.surveys.actions import import_survey
from participation.surveys.interchange.files import read_file
from participation.surveys.models import Survey
from smartregion.accounts.models import User
from smartregion.core.days import day_begins
from smartregion.demo.loaders.moments import at_ten, day_ends
from smartregion.demo.reader import CONTENT

FILE = "limesurvey_survey.lss"


def load_imported_draft(*, by: User, on: date) -> Survey:
    """Shows what an import brings, and its report of what did not come along."""
    found, imported = read_file(FILE, (CONTENT / FILE).read_bytes())
    return import_survey(
        imported=imported,
        file_name=FILE,
        format=found,
        by=by,
        at=at_ten(on),
        opens_at=day_begins(on + timedelta(weeks=2)),
        closes_at=day_ends(on + timedelta(weeks=8)),
    )
