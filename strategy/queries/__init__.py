"""Reads for the pages of the strategy, and for what is frozen of it."""

from strategy.queries.freezing import wording_of
from strategy.queries.process import Step, around_now, steps_of
from strategy.queries.reading import GERMAN, Passage, Reading, reading_of, vision_of
from strategy.queries.versions import current_version, other_versions, version_with
from strategy.queries.writing import Row, last_change, rows_of, siblings_of

__all__ = [
    "GERMAN",
    "Passage",
    "Reading",
    "Row",
    "Step",
    "around_now",
    "current_version",
    "last_change",
    "other_versions",
    "reading_of",
    "rows_of",
    "siblings_of",
    "steps_of",
    "version_with",
    "vision_of",
    "wording_of",
]
