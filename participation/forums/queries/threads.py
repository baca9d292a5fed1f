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
from strategy.models import Element

PER_PAGE = 20


class Order(StrEnum):
    """How posts are sorted; the value stands in the URL."""

    NEW = "new"
    OLD = "old"
    SUPPORTED = "supported"
    UNANSWERED = "unanswered"


UNANSWERED_FIRST = Case(
    When(state__in=Contribution.OPEN, then=Value(0)), default=Value(1), output_field=IntegerField()
)
SORTING: dict[Order, tuple[str | Case, ...]] = {
    Order.NEW: ("-written_at", "pk"),
    Order.OLD: ("written_at", "pk"),
    Order.SUPPORTED: ("-supports", "-written_at", "pk"),
    Order.UNANSWERED: (UNANSWERED_FIRST, "written_at", "pk"),
}


@dataclass(frozen=True)
class Wish:
    """Which threads a reader wants to see, and in which order."""

    order: Order = Order.NEW
    municipality: Municipality | None = None
    element: Element | None = None
    is_answered: bool | None = None

    @property
    def is_narrowed(self) -> bool:
        """Whether some threads are left out."""
        return bool(self.municipality or self.element or self.is_answered is not None)

    @property
    def condition(self) -> Q:
        """What one contribution of a wanted thread, a post or a reply, has to be."""
        wanted = Q(is_hidden=False)
        if self.municipality:
            wanted &= Q(municipality=self.municipality)
        if self.element:
            wanted &= Q(elements=self.element)
        if self.is_answered is not None:
            wanted &= Q(state__in=Contribution.FINAL if self.is_answered else Contribution.OPEN)
        return wanted


@dataclass(frozen=True)
class Thread:
    """A post and its replies, oldest first."""

    opening: Said
    replies: tuple[Said, ...]


def openings(topic: Topic, wish: Wish | None = None) -> QuerySet[Contribution]:
    """Posts that start a thread, hidden ones included: their replies stay readable.

    What waits for moderation is not there yet.
    """
    wish = wish or Wish()
    found = Contribution.objects.filter(post__topic=topic, reply_to__isnull=True, is_held=False)
    if wish.is_narrowed:
        wanted = Contribution.objects.filter(wish.condition, post__topic=topic)
        found = found.filter(
            Q(pk__in=wanted.values("pk")) | Q(pk__in=wanted.values("reply_to")),
        )
    return found.select_related("municipality").order_by(*SORTING[wish.order])


def threads(page: Sequence[Contribution]) -> list[Thread]:
    """The posts of one page with their replies and answers: a few queries for any number."""
    replies = (
        Contribution.objects.filter(reply_to__in=[one.pk for one in page], is_held=False)
        .select_related("municipality")
        .order_by("written_at", "pk")
    )
    grouped: dict[UUID, list[Contribution]] = {one.pk: [] for one in page}
    for reply in replies:
        grouped[reply.reply_to_id].append(reply)  # type: ignore[index]
    shown = said([*page, *replies])
    return [
        Thread(shown[one.pk], tuple(shown[reply.pk] for reply in grouped[one.pk])) for one in page
    ]


def ids_in(shown: Sequence[Thread]) -> list[UUID]:
    """Everything that these threads show."""
    return [one.id for thread in shown for one in (thread.opening, *thread.replies)]


def municipalities_in(topic: Topic) -> QuerySet[Municipality]:
    """Municipalities from which somebody wrote in this topic."""
    spoke = Contribution.objects.filter(post__topic=topic, is_hidden=False)
    return Municipality.objects.filter(pk__in=spoke.values("municipality"))


def elements_in(topic: Topic, *, visible_to: object) -> QuerySet[Element]:
    """Fields of action that contributions of this topic were sorted into."""
    sorted_in = Contribution.elements.through.objects.filter(
        contribution__post__topic=topic, contribution__is_hidden=False
    )
    return Element.objects.visible_to(visible_to).filter(pk__in=sorted_in.values("element"))


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
