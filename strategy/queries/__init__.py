"""Reads for the pages of the strategy, and for what is frozen of it."""

from strategy.queries.fields import FieldCard, FieldPage, cards_of, field_page
from strategy.queries.frame import (
    Entry,
    FieldOfAction,
    Fields,
    Frame,
    entries_of,
    fields_of_action,
    frame_of,
)
from strategy.queries.freezing import wording_of
from strategy.queries.process import Step, around_now, steps_of
from strategy.queries.reading import GERMAN, Passage, Reading, reading_of, vision_of
from strategy.queries.search import Hits, find_passages
from strategy.queries.ties import Lineage, Reference
from strategy.queries.versions import (
    current_version,
    other_versions,
    readable_versions,
    version_with,
)
from strategy.queries.writing import Row, last_change, rows_of, siblings_of

__all__ = [
    "GERMAN",
    "Entry",
    "FieldCard",
    "FieldOfAction",
    "FieldPage",
    "Fields",
    "Frame",
    "Hits",
    "Lineage",
    "Passage",
    "Reading",
    "Reference",
    "Row",
    "Step",
    "around_now",
    "cards_of",
    "current_version",
    "entries_of",
    "field_page",
    "fields_of_action",
    "find_passages",
    "frame_of",
    "last_change",
    "other_versions",
    "readable_versions",
    "reading_of",
    "rows_of",
    "siblings_of",
    "steps_of",
    "version_with",
    "vision_of",
    "wording_of",
]
