"""Margins of the population: for one question, how many people belong to which of its answers.

As kept in ``models.Weighting.margins``; ``question`` is the name of an axis (crosstabs/axes.py): the code of a
question, or ``zone``. Several answers may be one group, where statistics know no finer one or nobody answered.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import numpy as np

from participation.surveys.statistics.crosstab import NOWHERE, Axis
from participation.surveys.statistics.raking import Margin


@dataclass(frozen=True)
class PeopleGroup:
    """People of the population who would give one of these answers."""

    options: tuple[str, ...]
    people: int

    def joined(self, other: "PeopleGroup") -> "PeopleGroup":
        return PeopleGroup((*self.options, *other.options), self.people + other.people)


@dataclass(frozen=True)
class PeopleMargin:
    """All groups of one question, and where the numbers come from."""

    question: str
    source: str
    groups: tuple[PeopleGroup, ...]

    @property
    def people(self) -> int:
        return sum(group.people for group in self.groups)

    def group_with(self, option: str) -> PeopleGroup | None:
        return next((group for group in self.groups if option in group.options), None)

    def joining(self, one: PeopleGroup, other: PeopleGroup) -> "PeopleMargin":
        """The margin with two of its groups as one, in the place of the first of them."""
        first, second = sorted((one, other), key=self.groups.index)
        pair = first.joined(second)
        groups = [pair if group == first else group for group in self.groups if group != second]
        return replace(self, groups=tuple(groups))

    def against(self, axis: Axis) -> Margin:
        """For each person of a survey, to which group of the population they belong."""
        places = {group.code: place for place, group in enumerate(axis.groups)}
        # One more for who stands nowhere: -1 is the last entry.
        to_group = np.full(len(axis.groups) + 1, NOWHERE)
        for number, group in enumerate(self.groups):
            for option in group.options:
                if option in places:
                    to_group[places[option]] = number
        people = np.array([group.people for group in self.groups], dtype=np.float64)
        return Margin(to_group[axis.places], people)


def margins_from(document: Iterable[Mapping[str, Any]]) -> tuple[PeopleMargin, ...]:
    """Margins as they are kept."""
    return tuple(
        PeopleMargin(
            each["question"],
            each["source"],
            tuple(PeopleGroup(tuple(g["options"]), g["people"]) for g in each["groups"]),
        )
        for each in document
    )


def margins_to_json(margins: Sequence[PeopleMargin]) -> list[dict[str, Any]]:
    """As ``Weighting.margins`` holds them."""
    return [
        {
            "question": margin.question,
            "source": margin.source,
            "groups": [{"options": list(g.options), "people": g.people} for g in margin.groups],
        }
        for margin in margins
    ]
