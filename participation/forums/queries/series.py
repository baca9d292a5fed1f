"""A talk that goes on from forum to forum: what was said before, and what has happened since."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db.models import Q

from participation.contributions.queries import Coverage
from participation.contributions.slots import Outcome
from participation.forums.models import Topic
from participation.forums.queries.coverage import topic_coverage
from participation.forums.queries.threads import Point, taken_up_in


@dataclass(frozen=True)
class Grown:
    """What grew from the talk before, as it stands today, and from how many of its points."""

    outcome: Outcome
    points: int


@dataclass(frozen=True)
class Series:
    """The line of topics to which one belongs, oldest first, as far as a person may see them."""

    topics: list[Topic]
    here: int
    # Of the topic right before this one: its figures, and the points that were taken up.
    coverage: Coverage = field(default_factory=Coverage)
    points: list[Point] = field(default_factory=list)

    @property
    def before(self) -> Topic | None:
        return self.topics[self.here - 1] if self.here else None

    @property
    def after(self) -> Topic | None:
        return self.topics[self.here + 1] if self.here + 1 < len(self.topics) else None

    @property
    def grown(self) -> list[Grown]:
        """Each outcome once, those that grew from most points first."""
        found = [outcome for point in self.points for outcome in point.outcomes]
        counted = Counter(outcome.url for outcome in found)
        by_url = {outcome.url: outcome for outcome in found}
        return [Grown(by_url[url], count) for url, count in counted.most_common()]


def series_of(topic: Topic, *, visible_to: Any) -> Series | None:
    """The series of this topic; None where it stands alone. As many queries for any length."""
    chain = _chain(topic.pk)
    if len(chain) == 1:
        return None
    seen = Topic.objects.visible_to(visible_to).filter(pk__in=chain).select_related("forum")
    topics = sorted(seen, key=lambda one: chain.index(one.pk))
    if len(topics) == 1:
        return None
    here = next(at for at, one in enumerate(topics) if one.pk == topic.pk)
    if not here:
        return Series(topics, here)
    before = topics[here - 1]
    points = taken_up_in(before, visible_to=visible_to)
    return Series(topics, here, topic_coverage([before])[before.pk], points)


def _chain(pk: int) -> list[int]:
    """All topics of the series, oldest first, from the pairs of which all series are made."""
    pairs = Topic.objects.filter(Q(continues__isnull=False)).values_list("pk", "continues")
    earlier = dict(pairs)
    later = {before: after for after, before in earlier.items()}
    chain = [pk]
    while before := earlier.get(chain[0]):
        chain.insert(0, before)
    while after := later.get(chain[-1]):
        chain.append(after)
    return chain
