"""What became of a contribution: the public page, and the office's work on it."""

from participation.contributions.views.answering import answer, queue
from participation.contributions.views.editing import edit, editions, withdraw
from participation.contributions.views.mine import mine
from participation.contributions.views.moderating import hide, unhide
from participation.contributions.views.reading import about, detail
from participation.contributions.views.receipts import receipt, receipt_withdraw
from participation.contributions.views.supporting import support

__all__ = [
    "about",
    "answer",
    "detail",
    "edit",
    "editions",
    "hide",
    "mine",
    "queue",
    "receipt",
    "receipt_withdraw",
    "support",
    "unhide",
    "withdraw",
]
