"""Results that were released to everybody."""

from datetime import timedelta

from participation.surveys.actions.releasing import release_results
from participation.surveys.models import Publication, SurveyVersion
from participation.surveys.protection.choice import Choice
from participation.surveys.queries.preparing import prepare_release
from tests.factories.dates import NOON


def released(
    version: SurveyVersion, *codes: str, crossings: tuple[tuple[str, str], ...] = ()
) -> Publication:
    """These questions of a survey, after it has closed, with the protection over them."""
    later, choice = NOON + timedelta(days=30), Choice(codes=codes, crossings=crossings)
    seen = prepare_release(version.survey, choice, at=later).fingerprint
    return release_results(survey=version.survey, choice=choice, seen=seen, by=None, at=later)
