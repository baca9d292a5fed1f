"""Two versions side by side: what became of every element on the way from the old to the new one."""

from strategy.queries.synopsis.changes import Change, Tally
from strategy.queries.synopsis.lines import Line
from strategy.queries.synopsis.page import EVERYTHING, Entry, Synopsis, in_order, synopsis_of

__all__ = ["EVERYTHING", "Change", "Entry", "Line", "Synopsis", "Tally", "in_order", "synopsis_of"]
