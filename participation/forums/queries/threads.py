"""The talk in one topic: posts with their replies, sorted, filtered, page by page."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID

from django.db.models import Case, IntegerField, Q, QuerySet, Value, When

from participation.contributions.models import Contribution
from participation.contributions.queries import Said, said
from participation.contributions.slots import Outcome, outcomes
from participation.forums.models import Topic
from smartregion.county.models import Municipality

PER_PAGE = 20


class Order(StrEnum):
    """How posts are sorted; the value stands in the URL."""

    NEW = "new"
    OLD = "old"
    UNANSWERED = "unanswered"


UNANSWERED_FIRST = Case(
    When(state__in=Contribution.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField()
)
SORTING: dict[Order, tuple[str | Case, ...]] = {
    Order.NEW: ("-written_at", "pk"),
    Order.OLD: ("written_at", "pk"),
    Order.UNANSWERED: (UNANSWERED_FIRST, "written_at", "pk"),
}


@dataclass(frozen=True)
class Thread:
    """A post and its replies, oldest first."""

    opening: Said
    replies: list[Said]


def openings(
    topic: Topic, *, order: Order = Order.NEW, municipality: Municipality | None = None
) -> QuerySet[Contribution]:
    """Posts that start a thread, hidden ones included: their replies stay readable."""
    found = Contribution.objects.filter(post__topic=topic, reply_to__isnull=True)
    if municipality:
        replies = Contribution.objects.filter(municipality=municipality, is_hidden=False)
        spoke = Q(municipality=municipality, is_hidden=False)
        found = found.filter(spoke | Q(pk__in=replies.values("reply_to")))
    return found.select_related("municipality").order_by(*SORTING[order])


def threads(page: Sequence[Contribution]) -> list[Thread]:
    """The posts of one page with their replies and answers: two queries for any number."""
    replies = (
        Contribution.objects.filter(reply_to__in=[one.pk for one in page])
        .select_related("municipality")
        .order_by("written_at", "pk")
    )
    grouped: dict[UUID, list[Contribution]] = {one.pk: [] for one in page}
    for reply in replies:
        grouped[reply.reply_to_id].append(reply)  # type: ignore[index]
    shown = said([*page, *replies])
    return [Thread(shown[one.pk], [shown[reply.pk] for reply in grouped[one.pk]]) for one in page]


def municipalities_in(topic: Topic) -> QuerySet[Municipality]:
    """Municipalities from which somebody wrote in this topic."""
    spoke = Contribution.objects.filter(post__topic=topic, is_hidden=False)
    return Municipality.objects.filter(pk__in=spoke.values("municipality"))


@dataclass(frozen=True)
class Point:
    """A point that the county took up, and what it became."""

    said: Said
    excerpt: str
    outcomes: list[Outcome]


def taken_up_in(topic: Topic, *, visible_to: object) -> list[Point]:
    """The points taken up, for the summary above the posts of a closed topic."""
    found = list(
        Contribution.objects.filter(
            post__topic=topic, is_hidden=False, state=Contribution.State.TAKEN_UP
        )
        .select_related("municipality")
        .order_by("written_at", "pk")
    )
    shown = said(found)
    grown = outcomes.of([one.pk for one in found], visible_to=visible_to)
    return [Point(shown[one.pk], one.excerpt, grown[one.pk]) for one in found]
