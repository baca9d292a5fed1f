"""Everything that happens to a contribution: recorded, answered, hidden, shown again."""

from participation.contributions.actions.answering import (
    answer_contribution,
    answer_together,
    mark_read,
)
from participation.contributions.actions.moderating import (
    hide_contribution,
    refuse_contribution,
    release_contribution,
    unhide_contribution,
    withdraw_contribution,
)
from participation.contributions.actions.recording import (
    public_name,
    record_contribution,
    said_once,
)
from participation.contributions.actions.review import must_wait

__all__ = [
    "answer_contribution",
    "answer_together",
    "hide_contribution",
    "mark_read",
    "must_wait",
    "public_name",
    "record_contribution",
    "refuse_contribution",
    "release_contribution",
    "said_once",
    "unhide_contribution",
    "withdraw_contribution",
]
