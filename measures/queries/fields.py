"""Fields of action and the objectives below them."""

from collections.abc import Iterable

from strategy.models import Element, ElementText


def fields_of_objectives(objectives: Iterable[Element]) -> dict[Element, list[Element]]:
    """By objective the fields below which it stands or stood; that of the newest version is last."""
    asked = {each.pk: each for each in objectives}
    texts = ElementText.objects.filter(element__in=asked, parent__isnull=False)
    found: dict[Element, list[Element]] = {}
    for text in texts.select_related("parent__element__successor").order_by("version_id"):
        if text.parent:
            found.setdefault(asked[text.element_id], []).append(text.parent.element)
    return found
