"""What became of a topic: the coverage statement, and every answer, by what it says."""

from dataclasses import dataclass
from typing import Any

from participation.contributions.models import Contribution
from participation.contributions.queries import (
    Badge,
    Coverage,
    Said,
    badge_of,
    coverage_by,
    said,
)
from participation.contributions.slots import Outcome, outcomes
from participation.forums.models import Topic
from smartregion.county.models import Municipality

State = Contribution.State
# In this order readers want to know.
ANSWERS = (State.TAKEN_UP, State.NOT_TAKEN_UP, State.NOT_COMPETENT)


@dataclass(frozen=True)
class Answered:
    """An answered contribution, and what grew from it."""

    said: Said
    excerpt: str
    outcomes: list[Outcome]


@dataclass(frozen=True)
class AnsweredAlike:
    """All contributions of a topic that were answered in one way."""

    badge: Badge
    answered: list[Answered]


@dataclass(frozen=True)
class FromHere:
    """What was said from one municipality, or from nowhere in particular, and how far it got."""

    municipality: str
    coverage: Coverage


def answered_in(topic: Topic, *, visible_to: Any) -> list[AnsweredAlike]:
    """The answered contributions of a topic, by answer, in a fixed number of queries."""
    found = Contribution.objects.filter(post__topic=topic, is_hidden=False, state__in=ANSWERS)
    loaded = list(found.select_related("municipality").order_by("written_at", "pk"))
    shown = said(loaded)
    grown = outcomes.of([one.pk for one in loaded], visible_to=visible_to)
    return [
        AnsweredAlike(
            badge_of(state),
            [
                Answered(shown[one.pk], one.excerpt, grown[one.pk])
                for one in loaded
                if one.state == state
            ],
        )
        for state in ANSWERS
    ]


def coverage_from_municipalities(topic: Topic) -> list[FromHere]:
    """The coverage of what readers see for each municipality, in two queries.

    The lines and what is hidden add up to the topic; of the latter nobody learns whence it came.
    """
    visible = Contribution.objects.filter(post__topic=topic, is_hidden=False)
    found = coverage_by(visible, "municipality")
    names = Municipality.objects.in_bulk([key for key in found if key])
    lines = [FromHere(names[key].name if key else "", coverage) for key, coverage in found.items()]
    return sorted(lines, key=lambda line: (not line.municipality, line.municipality))
