"""What was said about an element of the strategy."""

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import ngettext

from participation.contributions.models import Contribution, ContributionQuerySet
from participation.contributions.slots import grown_into
from strategy.models import Element
from strategy.slots import Related


def about(element: Element) -> ContributionQuerySet:
    """What people said about an element or about those that went into it, newest first.

    Of a guideline, which hardly anybody talks about, also what grew into measures that serve it.
    """
    grown = grown_into.of([element.pk], visible_to=AnonymousUser())[element.pk]
    found = Contribution.objects.filter(
        Q(elements=element) | Q(elements__successor=element) | Q(pk__in=grown), is_hidden=False
    )
    return found.distinct().select_related("municipality").order_by("-written_at", "pk")


def related_to(elements: Sequence[UUID], visible_to: Any) -> dict[UUID, list[Related]]:
    """How much people said about each element, for its page in the strategy."""
    said_about: dict[UUID, set[UUID]] = {key: set() for key in elements}
    for guideline, grown in _visible(grown_into.of(elements, visible_to=visible_to)).items():
        said_about[guideline].update(grown)
    pairs = Contribution.objects.filter(
        Q(elements__in=elements) | Q(elements__successor__in=elements), is_hidden=False
    ).values_list("pk", "elements__pk", "elements__successor")
    for contribution, element, successor in pairs:
        for key in (element, successor):
            if key in said_about:
                said_about[key].add(contribution)
    return {key: [_related(key, len(found))] if found else [] for key, found in said_about.items()}


def _visible(found: Mapping[UUID, list[UUID]]) -> dict[UUID, set[UUID]]:
    wanted = {key for keys in found.values() for key in keys}
    if not wanted:
        return {}
    shown = set(
        Contribution.objects.filter(pk__in=wanted, is_hidden=False).values_list("pk", flat=True)
    )
    return {element: shown.intersection(keys) for element, keys in found.items()}


def _related(element: UUID, count: int) -> Related:
    label = ngettext("%(n)d Beitrag dazu", "%(n)d Beiträge dazu", count) % {"n": count}
    return Related(label, count, reverse("contributions:about", args=[element]))
