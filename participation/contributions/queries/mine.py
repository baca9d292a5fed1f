"""What one person has to do with contributions: wrote them, agrees with them, follows them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from django.db.models import Case, Exists, OuterRef, Q, Value, When
from django.urls import reverse

from participation.contributions.models import (
    Contribution,
    ContributionFollow,
    ContributionQuerySet,
    Support,
)
from participation.contributions.queries.reading import Said, said
from participation.contributions.slots import Place, places


@dataclass(frozen=True)
class Mine:
    """Which contributions of a page this person wrote (``ids``), supports and follows."""

    ids: frozenset[UUID] = field(default_factory=frozenset)
    supported: frozenset[UUID] = field(default_factory=frozenset)
    followed: frozenset[UUID] = field(default_factory=frozenset)


def mine(user: Any, ids: Collection[UUID]) -> Mine:
    """What this person has to do with these contributions, in one query for the whole page."""
    if not user.is_authenticated:
        return Mine()
    supports = Support.objects.filter(contribution=OuterRef("pk"), user=user)
    follows = ContributionFollow.objects.filter(contribution=OuterRef("pk"), recipient__user=user)
    rows = list(
        Contribution.objects.filter(pk__in=ids)
        .annotate(
            is_mine=Case(When(author=user, then=Value(True)), default=Value(False)),
            is_supported=Exists(supports),
            is_followed=Exists(follows),
        )
        .filter(Q(is_mine=True) | Q(is_supported=True) | Q(is_followed=True))
        .order_by()
        .values_list("pk", "is_mine", "is_supported", "is_followed")
    )
    return Mine(*(frozenset(row[0] for row in rows if row[column]) for column in (1, 2, 3)))


def written_by(user: Any) -> ContributionQuerySet:
    """Everything this person wrote, newest first: what is hidden or waits, too."""
    found = Contribution.objects.filter(author=user).select_related("municipality")
    return found.order_by("-written_at", "pk")


def visible_or_own(user: Any) -> ContributionQuerySet:
    """What this person may read, and what they wrote themselves, hidden or not."""
    visible = Contribution.objects.visible_to(user)
    return visible | Contribution.objects.filter(author=user)


@dataclass(frozen=True)
class MyRow:
    """One line of the list of what somebody wrote; the text stays theirs when others cannot see it."""

    said: Said
    text: str
    place: Place | None
    is_editable: bool


def my_rows(contributions: Sequence[Contribution], *, person: Any) -> list[MyRow]:
    """One page of what somebody wrote, with the place of each."""
    shown = said(contributions)
    where = places.of([one.pk for one in contributions], visible_to=person)
    return [
        MyRow(
            said=shown[one.pk],
            text=one.text,
            place=next(iter(where[one.pk]), None),
            is_editable=not one.is_answered and (one.is_held or not one.is_hidden),
        )
        for one in contributions
    ]


def spot_of(contribution: Contribution, *, visible_to: Any) -> str:
    """Where somebody who acted on a contribution goes on: to its place, or to their own list."""
    if contribution.is_hidden:
        return reverse("contributions:mine")
    found = places.of([contribution.pk], visible_to=visible_to)[contribution.pk]
    return found[0].url if found else contribution.get_absolute_url()
