"""What ties elements together inside one version: an objective supports guidelines."""

from collections.abc import Collection

from django.db.models import Q

from strategy.models import Element, ElementLink, ElementText


def support(*, text: ElementText, guidelines: Collection[Element]) -> bool:
    """Let the element support exactly these guidelines; tells whether anything changed."""
    links = text.version.links.filter(kind=ElementLink.Kind.SUPPORTS, source=text.element_id)
    before = set(links.values_list("target", flat=True))
    after = {guideline.pk for guideline in guidelines}
    links.exclude(target__in=after).delete()
    ElementLink.objects.bulk_create(
        ElementLink(
            version_id=text.version_id,
            kind=ElementLink.Kind.SUPPORTS,
            source_id=text.element_id,
            target_id=guideline,
        )
        for guideline in sorted(after - before)
    )
    return before != after


def let_go(*, text: ElementText) -> None:
    """An element that leaves the version supports nothing in it, and comes from nowhere."""
    here = text.element_id
    gone = Q(kind=ElementLink.Kind.SUPPORTS) & (Q(source=here) | Q(target=here))
    gone |= Q(kind=ElementLink.Kind.SPLIT_FROM, source=here)
    text.version.links.filter(gone).delete()
