"""Comments as the office weighs them, and the table of considerations that everybody reads."""

from collections.abc import Sequence
from dataclasses import dataclass
from uuid import UUID

from django.db.models import Count, Q, QuerySet
from django.urls import reverse
from django.utils.translation import ngettext

from participation.consultations.drafts import Draft, Spot
from participation.consultations.models import Comment, CommentQuerySet
from participation.consultations.queries.reading import contributions_of, spot_of
from participation.contributions.models import Contribution
from participation.contributions.queries import Said, said
from smartregion.county.models import Municipality
from strategy.guards import Objection
from strategy.models import Element, StrategyVersion

OPEN = "open"
CONSIDERED = "considered"


@dataclass(frozen=True)
class Progress:
    """How far the office has come with a version."""

    total: int
    open: int

    @property
    def considered(self) -> int:
        return self.total - self.open


def progress_of(version: StrategyVersion) -> Progress:
    """How many comments there are and how many nobody has weighed."""
    figures = Comment.objects.filter(version=version).aggregate(
        total=Count("pk"), open=Count("pk", filter=Q(contribution__state__in=Contribution.OPEN))
    )
    return Progress(**figures)


@dataclass(frozen=True)
class Wanted:
    """What the office wants to see of the comments; nothing chosen means all."""

    decision: str = ""
    element: Element | None = None
    channel: str = ""
    municipality: Municipality | None = None


def filtered(version: StrategyVersion, wanted: Wanted) -> CommentQuerySet:
    """All comments on a version that fit, hidden ones included: they are weighed, too."""
    found = Comment.objects.filter(version=version)
    if wanted.element:
        found = found.filter(element__in=_with_parts(version, wanted.element))
    if wanted.channel:
        found = found.filter(contribution__channel=wanted.channel)
    if wanted.municipality:
        found = found.filter(contribution__municipality=wanted.municipality)
    if wanted.decision == OPEN:
        return found.unconsidered()
    if wanted.decision == CONSIDERED:
        return found.exclude(contribution__state__in=Contribution.OPEN)
    return found.decided(wanted.decision) if wanted.decision else found


def _with_parts(version: StrategyVersion, element: Element) -> set[UUID]:
    below = version.texts.filter(
        Q(parent__element=element) | Q(parent__parent__element=element)
    ).values_list("element", flat=True)
    return {element.pk, *below}


def elements_with_comments(version: StrategyVersion) -> QuerySet[Element]:
    """Elements of the first level that people commented on, themselves or in one of their parts."""
    spoken = version.texts.filter(
        element__in=Comment.objects.filter(version=version).values("element")
    )
    above = spoken.values("parent__element"), spoken.values("parent__parent__element")
    return Element.objects.filter(
        Q(pk__in=spoken.filter(parent__isnull=True).values("element"))
        | Q(pk__in=above[0])
        | Q(pk__in=above[1])
    ).order_by("position", "name")


def municipalities_heard(version: StrategyVersion) -> QuerySet[Municipality]:
    """From where people commented: what a filter offers."""
    spoke = Contribution.objects.filter(comment__version=version)
    return Municipality.objects.filter(pk__in=spoke.values("municipality"))


def in_reading_order(comments: CommentQuerySet, draft: Draft) -> list[UUID]:
    """Their keys, in the order of the draft and then of time: one light query for any number."""
    order = {key: place for place, key in enumerate(draft.spots)}
    rows = comments.order_by("contribution__written_at", "pk").values_list(
        "pk", "element", "paragraph", "quote", "snapshot"
    )
    placed = [
        (order[draft.spot_of(element, number, quote=quote, snapshot=snapshot).key], pk)
        for pk, element, number, quote, snapshot in rows
    ]
    return [pk for _place, pk in sorted(placed, key=lambda one: one[0])]


@dataclass(frozen=True)
class Row:
    """A comment in a list: what was said, where, and how it was weighed."""

    comment: Comment
    spot: Spot
    spot_url: str
    said: Said
    channel: str
    # The person's own words; the office sees them also where moderation has hidden them.
    text: str

    @property
    def is_open(self) -> bool:
        return not self.said.is_final

    @property
    def has_earlier_words(self) -> bool:
        return self.comment.quote != self.spot.quote


def rows_of(
    version: StrategyVersion, keys: Sequence[UUID], draft: Draft, *, sees_hidden: bool = False
) -> list[Row]:
    """One page of the list, in the given order, in two queries."""
    found = Comment.objects.filter(pk__in=keys).select_related(
        "contribution__municipality", "on_behalf_of"
    )
    comments = {comment.pk: comment for comment in found}
    shown = said(contributions_of(comments.values()))
    return [_row(version, comments[pk], shown[pk], draft, sees_hidden) for pk in keys]


def _row(
    version: StrategyVersion, comment: Comment, shown: Said, draft: Draft, sees_hidden: bool
) -> Row:
    spot = spot_of(comment, draft)
    return Row(
        comment=comment,
        spot=spot,
        spot_url=spot.url_in(version),
        said=shown,
        channel=comment.contribution.get_channel_display(),
        text=comment.contribution.text if sees_hidden else shown.text,
    )


def next_open(comments: CommentQuerySet, draft: Draft, *, after: UUID) -> UUID | None:
    """The open comment that follows in reading order, or the first one behind the end."""
    everything = in_reading_order(comments, draft)
    start = everything.index(after) + 1 if after in everything else 0
    still_open = set(comments.unconsidered().exclude(pk=after).values_list("pk", flat=True))
    round_trip = everything[start:] + everything[:start]
    return next((pk for pk in round_trip if pk in still_open), None)


# -- what stands against the council ---------------------------------------------------------------
def objection_to(version: StrategyVersion) -> Objection | None:
    """A version goes to the council only when every comment of every round is weighed."""
    waiting = Comment.objects.filter(version=version).unconsidered().count()
    if not waiting:
        return None
    sentence = ngettext(
        "%(n)d Kommentar zu diesem Entwurf ist noch nicht abgewogen.",
        "%(n)d Kommentare zu diesem Entwurf sind noch nicht abgewogen.",
        waiting,
    )
    return Objection(sentence % {"n": waiting}, open_url(version))


def open_url(version: StrategyVersion) -> str:
    """The list of what is still to be weighed."""
    address = (version.strategy.slug, version.label)
    return f"{reverse('consultations:considerations', args=address)}?decision={OPEN}"
