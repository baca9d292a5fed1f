"""What an import would bring, told before anything is stored."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from strategy.interchange import Given, GivenText
from strategy.models import Element, ElementText, Strategy


@dataclass(frozen=True)
class Plan:
    """A file beside the version in force: titles of what comes, changes, and is not in the file."""

    based_on: str
    new: list[str]
    changed: list[str]
    missing: list[str]
    unchanged: int
    translations: int
    links: int

    @property
    def texts(self) -> int:
        return len(self.new) + len(self.changed) + self.unchanged


def plan_of(given: Given, *, strategy: Strategy | None) -> Plan:
    """Compared with the version on which a revision would be based."""
    based_on = strategy.versions.adopted().first() if strategy else None
    there = _wordings(based_on.texts) if based_on else {}
    kept = [text for text in given.texts if text.element in there]
    changed = [text for text in kept if _given(text) != there[text.element]]
    keys = {text.element for text in given.texts}
    return Plan(
        based_on=based_on.label if based_on else "",
        new=[text.title for text in given.texts if text.element not in there],
        changed=[text.title for text in changed],
        missing=[wording["title"] for key, wording in there.items() if key not in keys],
        unchanged=len(kept) - len(changed),
        translations=sum(len(text.translations) for text in given.texts),
        links=len(given.links),
    )


def _wordings(texts: Any) -> dict[UUID, dict[str, Any]]:
    rows = texts.select_related("parent").prefetch_related("translations")
    return {text.element_id: _standing(text) for text in rows}


NAMES = ("number", "title", "summary", "body", "easy_language")


def _standing(text: ElementText) -> dict[str, Any]:
    return {
        **{name: getattr(text, name) for name in NAMES},
        "parent": text.parent.element_id if text.parent else None,
        "translations": {
            one.language: (one.title, one.summary, one.body) for one in text.translations.all()
        },
    }


def _given(text: GivenText) -> dict[str, Any]:
    return {
        **{name: getattr(text, name) for name in NAMES},
        "parent": text.parent,
        "translations": {
            language: (one.title, one.summary, one.body)
            for language, one in text.translations.items()
        },
    }


def contradictions(given: Given, strategy: Strategy) -> list[str]:
    """Elements that are something else in the strategy than the file says."""
    known = Element.objects.filter(strategy=strategy, pk__in=given.elements)
    return [
        _("„%(name)s“ ist in der Strategie schon vorhanden, aber als %(kind)s.")
        % {"name": given.elements[element.pk].name, "kind": element.get_kind_display()}
        for element in known
        if element.kind != given.elements[element.pk].kind
    ]
