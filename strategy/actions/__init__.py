"""Every write to a strategy: its versions and their texts."""

from strategy.actions.actors import (
    Attendance,
    Event,
    record_event,
    remove_group,
    remove_involvement,
    save_group,
    save_involvement,
)
from strategy.actions.frame import remove_framework, save_framework
from strategy.actions.imports import import_version
from strategy.actions.lineage import (
    NewField,
    merge_fields,
    refuse_impossible_merger,
    restore_text,
    split_field,
)
from strategy.actions.numbering import renumber
from strategy.actions.ordering import move_text, place_text
from strategy.actions.phases import remove_phase, save_phase
from strategy.actions.steps import (
    RETURNING,
    Decision,
    Ruling,
    adopt_version,
    close_consultation,
    refuse_move,
    return_version,
    start_consultation,
    submit_version,
    withdraw_version,
)
from strategy.actions.strategies import save_strategy
from strategy.actions.texts import (
    Wording,
    add_text,
    refuse_unless_editable,
    remove_text,
    save_text,
)
from strategy.actions.versions import create_strategy, free_strategy_slug, open_revision

__all__ = [
    "RETURNING",
    "Attendance",
    "Decision",
    "Event",
    "NewField",
    "Ruling",
    "Wording",
    "add_text",
    "adopt_version",
    "close_consultation",
    "create_strategy",
    "free_strategy_slug",
    "import_version",
    "merge_fields",
    "move_text",
    "open_revision",
    "place_text",
    "record_event",
    "refuse_impossible_merger",
    "refuse_move",
    "refuse_unless_editable",
    "remove_framework",
    "remove_group",
    "remove_involvement",
    "remove_phase",
    "remove_text",
    "renumber",
    "restore_text",
    "return_version",
    "save_framework",
    "save_group",
    "save_involvement",
    "save_phase",
    "save_strategy",
    "save_text",
    "split_field",
    "start_consultation",
    "submit_version",
    "withdraw_version",
]
