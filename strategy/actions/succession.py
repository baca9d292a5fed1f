"""What becomes of the elements when a version is adopted."""

from uuid import UUID

from django.db.models import Max

from strategy.models import Element, ElementLink, ElementText, Strategy, StrategyVersion


def settle_elements(version: StrategyVersion) -> None:
    """Let all rooms know which elements are in force, by what name, and who follows the others.

    Runs inside the transaction that adopts the version. An element that comes back is in force
    again; one without a text retires, and its successor is always an element in force.
    """
    texts = {text.element_id: text for text in version.texts.all()}
    heirs = _heirs(version.strategy)
    elements = list(version.strategy.elements.all())
    for element in elements:
        if text := texts.get(element.pk):
            element.name, element.number, element.position = text.title, text.number, text.position
            element.retired_in = element.successor = None
        else:
            element.retired_in_id = element.retired_in_id or version.pk
            element.successor_id = _in_force_behind(element.pk, heirs, texts)
    changed = ["name", "number", "position", "retired_in", "successor"]
    Element.objects.bulk_update(elements, changed, batch_size=100)


def _heirs(strategy: Strategy) -> dict[UUID, UUID]:
    """Into what each element was merged last, where it did not come back afterwards."""
    frozen = {"version__strategy": strategy, "version__state__in": StrategyVersion.FROZEN}
    last_stood = dict(
        ElementText.objects.filter(**frozen)
        .order_by()
        .values_list("element")
        .annotate(last=Max("version"))
    )
    merges = ElementLink.objects.filter(kind=ElementLink.Kind.MERGED_INTO, **frozen)
    heirs: dict[UUID, UUID] = {}
    for merge in merges.order_by("-version", "pk"):
        if merge.version_id > last_stood.get(merge.source_id, 0):
            heirs.setdefault(merge.source_id, merge.target_id)
    return heirs


def _in_force_behind(
    key: UUID, heirs: dict[UUID, UUID], texts: dict[UUID, ElementText]
) -> UUID | None:
    """Follow the chain of mergers to an element that has a text; None where it ends without one."""
    passed = set()
    while key in heirs and key not in passed:
        passed.add(key)
        key = heirs[key]
        if key in texts:
            return key
    return None
