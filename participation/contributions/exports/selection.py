"""Which contributions are taken along, and for whom."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode

from django.utils.translation import gettext as _

from participation.contributions.models import Contribution, ContributionQuerySet
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

    @property
    def words(self) -> str:
        """The filter as people read it."""
        titles = {
            "state": _("Stand"),
            "channel": _("Weg"),
            "municipality": _("Gemeinde"),
            "field": _("Handlungsfeld"),
            "words": _("Wörter im Text"),
        }
        known = (*Contribution.State.choices, *Contribution.Channel.choices)
        labels = {code: str(label) for code, label in known}
        labels["all"] = _("alle")
        pairs = [(name, value) for name, value in parse_qsl(self.filter)]
        if "state" not in dict(pairs):
            pairs.insert(0, ("state", _("wartet auf Antwort")))
        return "; ".join(f"{titles[name]}: {labels.get(value, value)}" for name, value in pairs)

    @cached_property
    def n(self) -> int:
        return self.contributions.count()
