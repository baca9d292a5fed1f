"""Taking a whole version in from a file."""

from typing import Any
from uuid import UUID, uuid4

from django.core.exceptions import ValidationError
from django.db import transaction

from smartregion.core import audit
from smartregion.core.slugs import free_slug
from strategy.actions.texts import name_elements
from strategy.actions.versions import begin_strategy, begin_version
from strategy.interchange import Given
from strategy.models import (
    Element,
    ElementLink,
    ElementText,
    ElementTranslation,
    Strategy,
    StrategyVersion,
)
from strategy.queries import contradictions


@transaction.atomic
def import_version(
    *, given: Given, strategy: Strategy | None, label: str, by: Any, title: str = ""
) -> StrategyVersion:
    """Store the file as a draft: the next version of a strategy, or the first of a new one.

    Elements are matched by their key within the strategy. Where a key belongs to another strategy
    already, the element gets a new one: identity never spans two strategies.
    """
    if strategy is None:
        period = {"period_start": given.period_start, "period_end": given.period_end}
        strategy = begin_strategy(title=title or given.title, **period)
    elif refusals := contradictions(given, strategy):
        raise ValidationError(refusals, code="other_kind")
    based_on = strategy.versions.adopted().first()
    version = begin_version(strategy=strategy, label=label, based_on=based_on)
    elements = _elements_for(given, strategy)
    texts = _store_texts(given, version, elements)
    _store_links(given, version, elements)
    name_elements(texts)
    audit.record(by=by, verb="import_version", subject=version, changes={"texts": len(texts)})
    return version


def _elements_for(given: Given, strategy: Strategy) -> dict[UUID, Element]:
    """The element behind each key of the file; what the strategy does not know is added."""
    found = Element.objects.in_bulk(list(given.elements))
    slugs = set(strategy.elements.values_list("slug", flat=True))
    elements, new = {}, []
    for key, one in given.elements.items():
        known = found.get(key)
        if known and known.strategy_id == strategy.pk:
            elements[key] = known
            continue
        slug = free_slug(one.slug or one.name, taken=slugs, otherwise=one.kind, length=70)
        slugs.add(slug)
        pk = uuid4() if known else key
        new.append(Element(pk=pk, strategy=strategy, kind=one.kind, slug=slug, name=one.name))
        elements[key] = new[-1]
    Element.objects.bulk_create(new)
    return elements


def _store_texts(
    given: Given, version: StrategyVersion, elements: dict[UUID, Element]
) -> list[ElementText]:
    texts = {
        text.element: ElementText(
            version=version,
            element=elements[text.element],
            number=text.number,
            position=position,
            title=text.title,
            summary=text.summary,
            body=text.body,
            easy_language=text.easy_language,
        )
        for position, text in enumerate(given.texts)
    }
    ElementText.objects.bulk_create(texts.values())
    for text in given.texts:
        texts[text.element].parent = texts[text.parent] if text.parent else None
    ElementText.objects.bulk_update(texts.values(), ["parent"])
    ElementTranslation.objects.bulk_create(
        ElementTranslation(text=texts[text.element], language=language, **words.__dict__)
        for text in given.texts
        for language, words in text.translations.items()
    )
    return list(texts.values())


def _store_links(given: Given, version: StrategyVersion, elements: dict[UUID, Element]) -> None:
    ElementLink.objects.bulk_create(
        ElementLink(
            version=version,
            kind=link.kind,
            source=elements[link.source],
            target=elements[link.target],
        )
        for link in given.links
    )
