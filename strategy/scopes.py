"""Where the things of this room lie, for roles that are held for one field of action only."""

from collections.abc import Iterable, Iterator
from uuid import UUID

from smartregion.accounts.models import ScopeKind
from smartregion.accounts.slots import Scope
from strategy.models import Element, ElementText


def fields() -> Iterable[tuple[str, str]]:
    """Fields of action in force, to choose from."""
    found = Element.objects.fields_of_action().filter(retired_in__isnull=True)
    return [(str(each.pk), each.name_with_number) for each in found.order_by("position", "name")]


def around_field(*elements: Element | None) -> Iterator[Scope]:
    """These fields, and what they went into if they are not in force any more."""
    for each in elements:
        if each is not None:
            yield from _named(each.pk, each.successor_id)


def around_element(element: Element) -> Iterator[Scope]:
    """A field, or the fields under which an element stands in any version."""
    yield from around_field(element)
    above = ElementText.objects.filter(element=element, parent__isnull=False)
    for own, heir in above.values_list("parent__element", "parent__element__successor"):
        yield from _named(own, heir)


def around_text(text: ElementText) -> Iterator[Scope]:
    """The fields of action in whose chapter this text stands."""
    standing: ElementText | None = text
    while standing is not None:
        yield from around_field(standing.element)
        standing = standing.parent


def _named(*keys: UUID | None) -> Iterator[Scope]:
    yield from ((str(ScopeKind.FIELD), str(key)) for key in keys if key)
