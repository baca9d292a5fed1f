"""Reads for the pages of the strategy, and for what is frozen of it."""

from strategy.queries.actors import (
    Coverage,
    actor_groups,
    coverage_of,
    involvements_of,
    occasions_in,
    occasions_of,
    voice_of,
)
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
from strategy.queries.importing import Plan, contradictions, plan_of
from strategy.queries.lineage import (
    Dropped,
    Merger,
    Origins,
    dropped_since,
    field_left_of,
    merger_of,
    origins_of,
)
from strategy.queries.numbering import NewNumber, next_number, renumbering
from strategy.queries.process import (
    Milestone,
    Process,
    Station,
    Step,
    around_now,
    phases_with_participants,
    process_of,
    public_strategies,
    steps_of,
    strategy_of_today,
)
from strategy.queries.reading import GERMAN, Passage, Reading, reading_of, vision_of
from strategy.queries.search import Hits, find_passages
from strategy.queries.standing import standing_of
from strategy.queries.strategies import is_wording_fixed
from strategy.queries.ties import Lineage, Reference
from strategy.queries.verifying import LOCKED, Verdict, Verification, verify
from strategy.queries.versions import (
    comment_page_of,
    current_version,
    other_versions,
    readable_versions,
    version_with,
)
from strategy.queries.writing import (
    Group,
    Row,
    flat,
    last_change,
    outline_of,
    siblings_of,
    supported_by,
)

__all__ = [
    "GERMAN",
    "LOCKED",
    "SCHEMA_VERSION",
    "Coverage",
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
    "Merger",
    "Milestone",
    "NewNumber",
    "Origins",
    "Passage",
    "Plan",
    "Process",
    "Reading",
    "Reference",
    "Row",
    "Station",
    "Step",
    "Verdict",
    "Verification",
    "actor_groups",
    "around_now",
    "cards_of",
    "comment_page_of",
    "contradictions",
    "coverage_of",
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
    "involvements_of",
    "is_wording_fixed",
    "last_change",
    "merger_of",
    "next_number",
    "occasions_in",
    "occasions_of",
    "origins_of",
    "other_versions",
    "outline_of",
    "phases_with_participants",
    "plan_of",
    "process_of",
    "public_strategies",
    "readable_versions",
    "reading_of",
    "renumbering",
    "siblings_of",
    "standing_of",
    "steps_of",
    "strategy_of_today",
    "supported_by",
    "verify",
    "version_with",
    "vision_of",
    "voice_of",
    "wording_of",
]
