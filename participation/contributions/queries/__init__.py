"""Contributions as readers and offices see them."""

from participation.contributions.queries.about import about, related_to
from participation.contributions.queries.page import (
    ContributionPage,
    answer_url_of,
    contribution_page,
)
from participation.contributions.queries.queue import Waiting, filtered, rows
from participation.contributions.queries.reading import (
    Badge,
    Said,
    Step,
    badge_of,
    decision_badge,
    history_of,
    said,
)

__all__ = [
    "Badge",
    "ContributionPage",
    "Said",
    "Step",
    "Waiting",
    "about",
    "answer_url_of",
    "badge_of",
    "contribution_page",
    "decision_badge",
    "filtered",
    "history_of",
    "related_to",
    "rows",
    "said",
]
