"""Every write to a strategy: its versions and their texts."""

from strategy.actions.phases import remove_phase, save_phase
from strategy.actions.texts import (
    Wording,
    add_text,
    move_text,
    refuse_unless_editable,
    remove_text,
    save_text,
)
from strategy.actions.versions import (
    Decision,
    adopt_version,
    close_consultation,
    create_strategy,
    open_revision,
    refuse_move,
    return_version,
    start_consultation,
    submit_version,
    withdraw_version,
)

__all__ = [
    "Decision",
    "Wording",
    "add_text",
    "adopt_version",
    "close_consultation",
    "create_strategy",
    "move_text",
    "open_revision",
    "refuse_move",
    "refuse_unless_editable",
    "remove_phase",
    "remove_text",
    "return_version",
    "save_phase",
    "save_text",
    "start_consultation",
    "submit_version",
    "withdraw_version",
]
