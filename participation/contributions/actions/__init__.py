"""Everything that happens to a contribution: recorded, answered, hidden, shown again."""

from participation.contributions.actions.answering import answer_contribution
from participation.contributions.actions.moderating import (
    hide_contribution,
    unhide_contribution,
    withdraw_contribution,
)
from participation.contributions.actions.recording import (
    public_name,
    record_contribution,
    said_once,
)

__all__ = [
    "answer_contribution",
    "hide_contribution",
    "public_name",
    "record_contribution",
    "said_once",
    "unhide_contribution",
    "withdraw_contribution",
]
