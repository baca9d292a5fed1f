"""Contributions as readers and offices see them."""

from participation.contributions.queries.about import about, related_to
from participation.contributions.queries.clusters import (
    AnsweredGroup,
    Together,
    latest_clusters,
    together_with,
)
from participation.contributions.queries.coverage import Coverage, coverage_by, coverage_of
from participation.contributions.queries.mine import (
    Mine,
    MyRow,
    mine,
    my_rows,
    spot_of,
    visible_or_own,
    written_by,
)
from participation.contributions.queries.page import (
    ContributionPage,
    answer_url_of,
    contribution_page,
)
from participation.contributions.queries.queue import (
    Alongside,
    Proposal,
    Waiting,
    answerable,
    filtered,
    proposals,
    reusable_answer,
    rows,
    similar_to,
)
from participation.contributions.queries.reading import (
    Badge,
    Said,
    Step,
    badge_of,
    decision_badge,
    history_of,
    said,
)
from participation.contributions.queries.receipts import (
    ReceiptPage,
    contribution_with,
    editions_of,
    receipt_page,
)

__all__ = [
    "Alongside",
    "AnsweredGroup",
    "Badge",
    "ContributionPage",
    "Coverage",
    "Mine",
    "MyRow",
    "Proposal",
    "ReceiptPage",
    "Said",
    "Step",
    "Together",
    "Waiting",
    "about",
    "answer_url_of",
    "answerable",
    "badge_of",
    "contribution_page",
    "contribution_with",
    "coverage_by",
    "coverage_of",
    "decision_badge",
    "editions_of",
    "filtered",
    "history_of",
    "latest_clusters",
    "mine",
    "my_rows",
    "proposals",
    "receipt_page",
    "related_to",
    "reusable_answer",
    "rows",
    "said",
    "similar_to",
    "spot_of",
    "together_with",
    "visible_or_own",
    "written_by",
]
