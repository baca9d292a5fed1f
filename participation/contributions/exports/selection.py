"""Which contributions are taken along, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from participation.contributions.models import ContributionQuerySet
from participation.contributions.queries import filtered


@dataclass(frozen=True)
class Selection:
    """What the list shows with this filter to this person."""

    user: Any
    filter: str
    # With what points to persons, and the words of what is hidden.
    with_personal_data: bool = False

    @classmethod
    def of(cls, user: Any, wanted: Mapping[str, Any], *, with_personal_data: bool) -> "Selection":
        """From the cleaned values of the list's filter."""
        chosen = {name: str(value) for name, value in sorted(wanted.items()) if value}
        return cls(user, urlencode(chosen), with_personal_data)

    @cached_property
    def contributions(self) -> ContributionQuerySet:
        return filtered(self.user, **dict(parse_qsl(self.filter)))

    @cached_property
    def n(self) -> int:
        return self.contributions.count()
