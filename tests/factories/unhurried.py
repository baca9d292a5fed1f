"""What people send with a form that takes its time (participation/contributions/spam.py)."""

from datetime import datetime, timedelta

from participation.contributions.spam import moment
from tests.factories.dates import NOON


def unhurried(at: datetime = NOON, *, seconds: float = 60) -> dict[str, str]:
    """The two fields of somebody who opened the form a while ago."""
    return {"started": moment(at - timedelta(seconds=seconds)), "website": ""}
