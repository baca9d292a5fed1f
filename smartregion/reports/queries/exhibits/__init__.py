"""Figures and tables that can be picked for a report, by the room they come from."""

# They register themselves; the order is that of the page on which one is picked.
from smartregion.reports.queries.exhibits import (  # noqa: F401, I001
    surveys,
    forums,
    cycles,
    measures,
    indicators,
    maturity,
)
from smartregion.reports.queries.exhibits.registry import (
    Look,
    Offer,
    Offers,
    SourceGone,
    drawn,
    offered,
)
from smartregion.reports.queries.exhibits.stale import Stale, stale_among, stale_exhibits

__all__ = [
    "Look",
    "Offer",
    "Offers",
    "SourceGone",
    "Stale",
    "drawn",
    "offered",
    "stale_among",
    "stale_exhibits",
]
