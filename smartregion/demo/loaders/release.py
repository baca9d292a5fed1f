"""An interim result that everybody may see, with the protection over it."""

from dataclasses import replace
from datetime import date

from participation.surveys.actions.releasing import release_results
from participation.surveys.models import Survey
from participation.surveys.queries.preparing import default_choice, prepare_release
from smartregion.accounts.models import User
from smartregion.demo.loaders.moments import at_ten

# Reception by belt and rural area: the question for which the county asked.
CROSSINGS = (("mobilfunk", "@zone"),)


def load_release(*, survey: Survey, by: User, on: date) -> None:
    """All closed questions and one crossing."""
    survey.refresh_from_db()
    choice, at = replace(default_choice(survey), crossings=CROSSINGS), at_ten(on)
    prepared = prepare_release(survey, choice, at=at)
    release_results(survey=survey, choice=choice, seen=prepared.fingerprint, by=by, at=at)
