"""A version as its readers see it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from uuid import UUID

from django.conf import settings
from django.db.models import Prefetch, QuerySet

from strategy.models import (
    Element,
    ElementText,
    ElementTranslation,
    StrategyVersion,
)
from strategy.queries.ties import NO_LINEAGE, Lineage, Reference, Ties, ties_of

GERMAN = settings.LANGUAGE_CODE
# Letters that a person reads in a minute, with the little markup that stands between them.
LETTERS_A_MINUTE = 1400
UNTRANSLATED = ElementTranslation()


@dataclass(frozen=True)
class Passage:
    """One wording for a reader: in their language where there is a translation, else in German."""

    text: ElementText
    title: str
    summary: str
    body: str
    # The language of each, told only where it is not that of the page.
    title_language: str = ""
    summary_language: str = ""
    body_language: str = ""
    parts: list["Passage"] = field(default_factory=list)
    supports: tuple[Reference, ...] = ()
    served_by: tuple[Reference, ...] = ()
    lineage: Lineage = NO_LINEAGE

    @property
    def anchor(self) -> str:
        return self.text.element.anchor

    @property
    def number(self) -> str:
        return self.text.number

    @property
    def kind(self) -> str:
        return self.text.element.kind

    @property
    def easy_language(self) -> str:
        return self.text.easy_language

    @property
    def is_objective(self) -> bool:
        return self.kind == Element.Kind.OBJECTIVE

    @property
    def objectives(self) -> list["Passage"]:
        return [part for part in self.walk() if part.is_objective]

    @property
    def is_gone(self) -> bool:
        """Whether a later version was adopted without it."""
        retired_in = self.text.element.retired_in_id
        return retired_in is not None and retired_in > self.text.version_id

    @property
    def is_partly_german(self) -> bool:
        return any(each.is_german for each in self.walk())

    @property
    def is_german(self) -> bool:
        """Whether anything of it is read in German on a page in another language."""
        return bool(self.title_language or self.summary_language or self.body_language)

    def walk(self) -> Iterator["Passage"]:
        """This passage and all below it, in the order of the page."""
        yield self
        for part in self.parts:
            yield from part.walk()


@dataclass(frozen=True)
class Reading:
    """A whole version as one page shows it; sections stand before or behind what they frame."""

    opening: list[Passage]
    vision: list[Passage]
    guidelines: list[Passage]
    fields: list[Passage]
    closing: list[Passage]

    def walk(self) -> Iterator[Passage]:
        for part in (self.opening, self.vision, self.guidelines, self.fields, self.closing):
            for passage in part:
                yield from passage.walk()

    @property
    def is_partly_german(self) -> bool:
        return any(passage.is_german for passage in self.walk())

    @property
    def has_objectives(self) -> bool:
        return any(passage.is_objective for passage in self.walk())

    @property
    def easy(self) -> list[Passage]:
        return [passage for passage in self.walk() if passage.easy_language]

    @property
    def not_easy(self) -> list[Passage]:
        return [passage for passage in self.walk() if not passage.easy_language]

    @property
    def minutes(self) -> int:
        """How long it takes to read, at least one minute."""
        letters = sum(len(each.summary) + len(each.body) for each in self.walk())
        return max(round(letters / LETTERS_A_MINUTE), 1)


def reading_of(version: StrategyVersion, *, language: str) -> Reading:
    """Everything the reading page shows of a version, in four queries."""
    texts = list(texts_of(version, language=language))
    composer = _Composer(texts, language)
    composer.ties = ties_of(version, composer.references())
    visions, sections = composer.top(Element.Kind.VISION), composer.top(Element.Kind.SECTION)
    start = visions[0].text.position if visions else 0
    return Reading(
        opening=[section for section in sections if section.text.position < start],
        vision=visions,
        guidelines=composer.top(Element.Kind.GUIDELINE),
        fields=composer.top(Element.Kind.FIELD),
        closing=[section for section in sections if section.text.position >= start],
    )


def vision_of(version: StrategyVersion, *, language: str) -> Passage | None:
    """The promise in a nutshell, for pages that show no more than that."""
    texts = texts_of(version, language=language)
    vision = texts.filter(element__kind=Element.Kind.VISION).first()
    return _Composer([vision], language).passage(vision) if vision else None


def texts_of(version: StrategyVersion, *, language: str) -> QuerySet[ElementText]:
    translations = ElementTranslation.objects.filter(language=language)
    return version.texts.select_related("element").prefetch_related(
        Prefetch("translations", queryset=translations, to_attr="in_language")
    )


def by_parent(texts: Iterable[ElementText]) -> dict[int | None, list[ElementText]]:
    """The texts below each text, and under None those of the first level."""
    children: dict[int | None, list[ElementText]] = defaultdict(list)
    for text in texts:
        children[text.parent_id].append(text)
    return children


class _Composer:
    """Puts the texts of a version together into passages for one language."""

    def __init__(self, texts: list[ElementText], language: str) -> None:
        self.texts = texts
        self.children = by_parent(texts)
        self.foreign = "" if language == GERMAN else GERMAN
        self.ties: Ties | None = None

    def references(self) -> dict[UUID, Reference]:
        return {text.element_id: self._reference(text) for text in self.texts}

    def top(self, kind: str) -> list[Passage]:
        return [self.passage(text) for text in self.children[None] if text.element.kind == kind]

    def passage(self, text: ElementText) -> Passage:
        translation, element = _translation(text), text.element_id
        return Passage(
            text=text,
            title=translation.title or text.title,
            summary=translation.summary or text.summary,
            body=translation.body or text.body,
            title_language=self._language(text.title, translation.title),
            summary_language=self._language(text.summary, translation.summary),
            body_language=self._language(text.body, translation.body),
            parts=[self.passage(child) for child in self.children.get(text.pk, ())],
            supports=self.ties.supported_by(element) if self.ties else (),
            served_by=self.ties.serving(element) if self.ties else (),
            lineage=self.ties.lineage.get(element, NO_LINEAGE) if self.ties else NO_LINEAGE,
        )

    def _language(self, german: str, translated: str) -> str:
        return self.foreign if german and not translated else ""

    def _reference(self, text: ElementText) -> Reference:
        translation = _translation(text)
        return Reference(
            anchor=text.element.anchor,
            number=text.number,
            title=translation.title or text.title,
            title_language=self._language(text.title, translation.title),
        )


def _translation(text: ElementText) -> ElementTranslation:
    """The wording in the language of the reader; empty where there is none."""
    found: list[ElementTranslation] = text.in_language  # type: ignore[attr-defined]
    return found[0] if found else UNTRANSLATED
