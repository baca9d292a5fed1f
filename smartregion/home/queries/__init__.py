"""Reads over all rooms for the front pages; each returns frozen dataclasses."""

from smartregion.home.queries import trail
from smartregion.home.queries.desk import desk_of
from smartregion.home.queries.first_steps import FirstStep, first_steps
from smartregion.home.queries.groups import Group, Item
from smartregion.home.queries.start import StartPage, start_page

__all__ = [
    "FirstStep",
    "Group",
    "Item",
    "StartPage",
    "desk_of",
    "first_steps",
    "start_page",
    "trail",
]
