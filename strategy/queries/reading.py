"""A version as its readers see it."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from strategy.models import (
    Element,
    ElementText,
    ElementTranslation,
    StrategyVersion,
)

GERMAN = settings.LANGUAGE_CODE


@dataclass(frozen=True)
class Passage:
    """One wording for a reader: in their language where there is a translation, else in German."""

    text: ElementText
    title: str
    summary: str
    body: str
    # The language of the title and of the body, told only where it is not that of the page.
    title_language: str = ""
    body_language: str = ""
    parts: list["Passage"] = field(default_factory=list)

    @property
    def anchor(self) -> str:
        return self.text.element.anchor

    @property
    def number(self) -> str:
        return self.text.number

    @property
    def is_partly_german(self) -> bool:
        own = bool(self.title_language or self.body_language)
        return own or any(part.is_partly_german for part in self.parts)


@dataclass(frozen=True)
class Reading:
    """A whole version as one page shows it; sections stand before or behind what they frame."""

    opening: list[Passage]
    vision: list[Passage]
    guidelines: list[Passage]
    fields: list[Passage]
    closing: list[Passage]

    @property
    def is_partly_german(self) -> bool:
        parts = (self.opening, self.vision, self.guidelines, self.fields, self.closing)
        return any(passage.is_partly_german for part in parts for passage in part)


def reading_of(version: StrategyVersion, *, language: str) -> Reading:
    """Everything the reading page shows of a version, in two queries."""
    children = by_parent(texts_of(version, language=language))
    by_kind: dict[str, list[Passage]] = {kind: [] for kind in Element.Kind}
    for text in children[None]:
        by_kind[text.element.kind].append(_passage(text, children, language))
    visions, sections = by_kind[Element.Kind.VISION], by_kind[Element.Kind.SECTION]
    start = visions[0].text.position if visions else 0
    return Reading(
        opening=[section for section in sections if section.text.position < start],
        vision=visions,
        guidelines=by_kind[Element.Kind.GUIDELINE],
        fields=by_kind[Element.Kind.FIELD],
        closing=[section for section in sections if section.text.position >= start],
    )


def vision_of(version: StrategyVersion, *, language: str) -> Passage | None:
    """The promise in a nutshell, for pages that show no more than that."""
    texts = texts_of(version, language=language)
    vision = texts.filter(element__kind=Element.Kind.VISION).first()
    return _passage(vision, {}, language) if vision else None


def texts_of(version: StrategyVersion, *, language: str) -> QuerySet[ElementText]:
    translations = ElementTranslation.objects.filter(language=language)
    return version.texts.select_related("element").prefetch_related(
        Prefetch("translations", queryset=translations, to_attr="in_language")
    )


def by_parent(texts: Iterable[ElementText]) -> dict[int | None, list[ElementText]]:
    children: dict[int | None, list[ElementText]] = defaultdict(list)
    for text in texts:
        children[text.parent_id].append(text)
    return children


def _passage(
    text: ElementText, children: dict[int | None, list[ElementText]], language: str
) -> Passage:
    translation = next(iter(text.in_language), None)  # type: ignore[attr-defined]
    foreign = "" if language == GERMAN else GERMAN
    return Passage(
        text=text,
        title=translation.title if translation else text.title,
        summary=(translation and translation.summary) or text.summary,
        body=(translation and translation.body) or text.body,
        title_language="" if translation else foreign,
        body_language="" if (translation and translation.body) or not text.body else foreign,
        parts=[_passage(child, children, language) for child in children.get(text.pk, [])],
    )
