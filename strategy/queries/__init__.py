"""Reads for the pages of the strategy, and for what is frozen of it."""

from strategy.queries.fields import FieldCard, FieldPage, cards_of, field_page
from strategy.queries.frame import (
    FieldIndex,
    FieldOfAction,
    Frame,
    FrameEntry,
    entries_of,
    fields_of_action,
    frame_of,
)
from strategy.queries.freezing import SCHEMA_VERSION, wording_of
from strategy.queries.history import Event, history_of
from strategy.queries.lineage import (
    Dropped,
    Origins,
    dropped_since,
    field_left_of,
    origins_of,
)
from strategy.queries.numbering import NewNumber, next_number, renumbering
from strategy.queries.process import Step, around_now, steps_of
from strategy.queries.reading import GERMAN, Passage, Reading, reading_of, vision_of
from strategy.queries.search import Hits, find_passages
from strategy.queries.ties import Lineage, Reference
from strategy.queries.verifying import LOCKED, Verdict, Verification, verify
from strategy.queries.versions import (
    current_version,
    other_versions,
    readable_versions,
    version_with,
)
from strategy.queries.writing import Group, Row, flat, last_change, outline_of, siblings_of

__all__ = [
    "GERMAN",
    "LOCKED",
    "SCHEMA_VERSION",
    "Dropped",
    "Event",
    "FieldCard",
    "FieldIndex",
    "FieldOfAction",
    "FieldPage",
    "Frame",
    "FrameEntry",
    "Group",
    "Hits",
    "Lineage",
    "NewNumber",
    "Origins",
    "Passage",
    "Reading",
    "Reference",
    "Row",
    "Step",
    "Verdict",
    "Verification",
    "around_now",
    "cards_of",
    "current_version",
    "dropped_since",
    "entries_of",
    "field_left_of",
    "field_page",
    "fields_of_action",
    "find_passages",
    "flat",
    "frame_of",
    "history_of",
    "last_change",
    "next_number",
    "origins_of",
    "other_versions",
    "outline_of",
    "readable_versions",
    "reading_of",
    "renumbering",
    "siblings_of",
    "steps_of",
    "verify",
    "version_with",
    "vision_of",
    "wording_of",
]
