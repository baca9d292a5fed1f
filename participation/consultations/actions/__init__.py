"""Commenting on a draft, and weighing what was said."""

from participation.consultations.actions.commenting import (
    record_statement,
    refuse_unless_open,
    refuse_unless_recordable,
    write_comment,
)
from participation.consultations.actions.considering import (
    WEIGHABLE,
    consider_comment,
    consider_comments,
    refuse_unless_weighable,
)

__all__ = [
    "WEIGHABLE",
    "consider_comment",
    "consider_comments",
    "record_statement",
    "refuse_unless_open",
    "refuse_unless_recordable",
    "refuse_unless_weighable",
    "write_comment",
]
