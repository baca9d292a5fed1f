"""Contributions that were answered together."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import Count, Prefetch

from participation.contributions.models import Answer, Cluster, Contribution
from participation.contributions.queries.reading import Badge, badge_of

# The office sees so many of those it answered last.
LATEST = 10


@dataclass(frozen=True)
class AnsweredGroup:
    """A group as the office sees it: what it was about, and the answer it was given."""

    title: str
    members: int
    badge: Badge
    office: str
    at: datetime
    url: str


@dataclass(frozen=True)
class Together:
    """What else was answered with a contribution, as everybody sees it."""

    title: str
    others: list[Contribution]


def latest_clusters() -> list[AnsweredGroup]:
    """The groups that were answered last, in three queries."""
    answers = Answer.objects.select_related("contribution").order_by("pk")
    found = Cluster.objects.annotate(size=Count("members")).prefetch_related(
        Prefetch("answers", answers)
    )
    return [_answered(cluster) for cluster in found[:LATEST] if cluster.answers.all()]


def _answered(cluster: Cluster) -> AnsweredGroup:
    first = cluster.answers.all()[0]
    return AnsweredGroup(
        title=cluster.title,
        members=cluster.size,  # type: ignore[attr-defined]
        badge=badge_of(first.state),
        office=first.office,
        at=first.at,
        url=first.contribution.get_absolute_url(),
    )


def together_with(contribution: Contribution) -> Together | None:
    """The other visible ones of its group, if the answer that holds was given to several."""
    answers = contribution.answers.select_related("cluster").order_by("at", "pk")
    last = answers.last()
    if last is None or last.cluster is None:
        return None
    others = last.cluster.members.filter(is_hidden=False).exclude(pk=contribution.pk)
    return Together(last.cluster.title, list(others.order_by("written_at", "pk")))
