"""What became of a contribution: the public page, and the office's work on it."""

from participation.contributions.views.answering import answer, queue
from participation.contributions.views.moderating import hide, unhide
from participation.contributions.views.reading import about, detail

__all__ = ["about", "answer", "detail", "hide", "queue", "unhide"]
