"""The consultant of the demo evaluates its surveys, for a quarter of a year."""

from datetime import date, timedelta

from participation.surveys.actions import invite_reader
from participation.surveys.models import Survey
from smartregion.accounts.models import User


def invite_consultant(*, people: dict[str, User], on: date) -> None:
    """To every survey that has answers or will have some; drafts are built by the office."""
    for survey in Survey.objects.published():
        invite_reader(
            survey=survey, user=people["beratung"], until=on + timedelta(days=90),
            by=people["stabsstelle"], on=on,
        )  # fmt: skip
