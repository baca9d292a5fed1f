"""Contributions as readers and offices see them."""

from participation.contributions.queries.about import about, related_to
from participation.contributions.queries.coverage import Coverage, coverage_by, coverage_of
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
    "Coverage",
    "Said",
    "Step",
    "Waiting",
    "about",
    "answer_url_of",
    "badge_of",
    "contribution_page",
    "coverage_by",
    "coverage_of",
    "decision_badge",
    "filtered",
    "history_of",
    "related_to",
    "rows",
    "said",
]
