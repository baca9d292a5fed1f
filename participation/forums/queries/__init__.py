"""Reads of the forum wing: lists, threads, coverage, and what goes into a report."""

from participation.contributions.queries import Coverage
from participation.forums.queries.audiences import audiences_of
from participation.forums.queries.coverage import (
    ForumDocumentation,
    Gap,
    TopicDocumentation,
    forum_documentation,
    gaps,
    topic_coverage,
)
from participation.forums.queries.lists import forum_cards, managed_forums, topic_cards
from participation.forums.queries.outcome import (
    AnsweredAlike,
    FromHere,
    answered_in,
    coverage_from_municipalities,
)
from participation.forums.queries.places import page_of, places_of
from participation.forums.queries.series import Series, series_of
from participation.forums.queries.stages import StageRow, acts_in_words, stage_rows
from participation.forums.queries.threads import (
    Order,
    Thread,
    Wish,
    elements_in,
    ids_in,
    municipalities_in,
    openings,
    taken_up_in,
    threads,
)

__all__ = [
    "AnsweredAlike",
    "Coverage",
    "ForumDocumentation",
    "FromHere",
    "Gap",
    "Order",
    "Series",
    "StageRow",
    "Thread",
    "TopicDocumentation",
    "Wish",
    "acts_in_words",
    "answered_in",
    "audiences_of",
    "coverage_from_municipalities",
    "elements_in",
    "forum_cards",
    "forum_documentation",
    "gaps",
    "ids_in",
    "managed_forums",
    "municipalities_in",
    "openings",
    "page_of",
    "places_of",
    "series_of",
    "stage_rows",
    "taken_up_in",
    "threads",
    "topic_cards",
    "topic_coverage",
]
