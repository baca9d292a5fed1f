"""The part of the thread that runs through drafts."""

from participation.consultations.models import Comment
from participation.contributions.thread import Walk


def among_comments(walk: Walk) -> None:
    """Comments lead to the draft and the passage they are about."""
    walk.along(Comment, "contribution", "version", "element")
