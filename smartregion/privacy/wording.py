"""Values that are names for programs, in words for the person they are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from smartregion.accounts.models import User
from smartregion.core.models import AuditEntry, Job
from smartregion.privacy import slots
from smartregion.privacy.queries import Section

TRAIL, JOBS = AuditEntry._meta.label, Job._meta.label


@dataclass(frozen=True)
class Wording:
    """What verbs, kinds of jobs and rooms are called; what nobody names stays as it is."""

    acts: Mapping[str, list[str]]
    rooms: Mapping[str, list[str]]

    def said(self, model: str, column: str, value: Any) -> Any:
        if (model, column) in ((TRAIL, "verb"), (JOBS, "kind")):
            return _first(self.acts, value)
        if (model, column) == (TRAIL, "object_type"):
            return _first(self.rooms, _room(value))
        return value


def wording_of(sections: list[Section], user: User) -> Wording:
    """All the words that these sections need, asked for at once."""
    acts = [*_values(sections, TRAIL, "verb"), *_values(sections, JOBS, "kind")]
    rooms = {_room(value) for value in _values(sections, TRAIL, "object_type")}
    return Wording(
        acts=slots.acts.of(acts, visible_to=user),
        rooms=slots.rooms.of(sorted(rooms), visible_to=user),
    )


def _values(sections: list[Section], model: str, column: str) -> list[str]:
    found = {
        row[section.columns.index(column)]
        for section in sections
        if section.model == model and column in section.columns
        for row in section.rows
    }
    return sorted(found)


def _room(object_type: str) -> str:
    """ "participation.contribution" → "participation"."""
    return object_type.partition(".")[0]


def _first(words: Mapping[str, list[str]], key: str) -> str:
    return next(iter(words.get(key, ())), key)
