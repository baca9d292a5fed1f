"""What the desk is made of: groups of things that wait, each a link away."""

from dataclasses import dataclass, field
from datetime import timedelta

# A group shows this many; the rest is one link away.
SHOWN = 5
# What is due within these days stands on the desk.
SOON = timedelta(days=14)


@dataclass(frozen=True)
class Item:
    label: str
    url: str
    note: str = ""
    is_late: bool = False


@dataclass(frozen=True)
class Group:
    """Work of one kind; ``count`` may be more than the items shown."""

    title: str
    count: int
    items: list[Item] = field(default_factory=list)
    more_url: str = ""
