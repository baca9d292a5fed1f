"""Reads for the pages of the strategy, and for what is frozen of it."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.conf import settings
from django.db.models import Case, IntegerField, Prefetch, QuerySet, Value, When

from smartregion.core.models import AuditEntry
from strategy.models import (
    Element,
    ElementText,
    ElementTranslation,
    ProcessPhase,
    Strategy,
    StrategyVersion,
)

GERMAN = settings.LANGUAGE_CODE
IN_FORCE_FIRST = Case(
    When(state=StrategyVersion.State.ADOPTED, then=Value(0)),
    default=Value(1),
    output_field=IntegerField(),
)
# In this order the kinds of elements stand on a page.
KINDS = (Element.Kind.VISION, Element.Kind.GUIDELINE, Element.Kind.FIELD, Element.Kind.SECTION)


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
    children = _by_parent(_texts_of(version, language=language))
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
    texts = _texts_of(version, language=language)
    vision = texts.filter(element__kind=Element.Kind.VISION).first()
    return _passage(vision, {}, language) if vision else None


def _texts_of(version: StrategyVersion, *, language: str) -> QuerySet[ElementText]:
    translations = ElementTranslation.objects.filter(language=language)
    return version.texts.select_related("element").prefetch_related(
        Prefetch("translations", queryset=translations, to_attr="in_language")
    )


def _by_parent(texts: Iterable[ElementText]) -> dict[int | None, list[ElementText]]:
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


# -- which version? ------------------------------------------------------------------------
def current_version() -> StrategyVersion | None:
    """The version in force; before the first resolution the newest one that may be read."""
    versions = StrategyVersion.objects.public().select_related("strategy", "resolution")
    return versions.order_by(IN_FORCE_FIRST, "-effective_from", "-pk").first()


def version_with(element: Element, *, visible_to: Any) -> StrategyVersion:
    """Where an element is read today: in the version in force, else in the newest visible one."""
    versions = StrategyVersion.objects.visible_to(visible_to).filter(texts__element=element)
    return versions.select_related("strategy").order_by(IN_FORCE_FIRST, "-pk")[0]


def other_versions(version: StrategyVersion, *, visible_to: Any) -> list[StrategyVersion]:
    """The versions of the same strategy to which a reader may go on."""
    versions = StrategyVersion.objects.visible_to(visible_to).exclude(pk=version.pk)
    return list(versions.filter(strategy=version.strategy_id).select_related("strategy"))


# -- where does the process stand? ---------------------------------------------------------
@dataclass(frozen=True)
class Step:
    """A phase of the process, seen from a day."""

    title: str
    format: str
    result: str
    starts_on: date
    ends_on: date | None
    is_done: bool
    is_current: bool


def steps_of(strategy: Strategy, *, on: date, language: str) -> list[Step]:
    return [_step(phase, on, language) for phase in strategy.phases.all()]


def around_now(steps: list[Step], *, most: int) -> list[Step]:
    """A window on a long way: what comes next, what runs, and the last things done before."""
    ahead = sum(not (step.is_done or step.is_current) for step in steps)
    end = len(steps) - max(ahead - 1, 0)
    return steps[max(end - most, 0) : max(end, most)]


def _step(phase: ProcessPhase, on: date, language: str) -> Step:
    is_done = phase.ends_on is not None and phase.ends_on < on
    return Step(
        **phase.in_language(language),
        starts_on=phase.starts_on,
        ends_on=phase.ends_on,
        is_done=is_done,
        is_current=phase.starts_on <= on and not is_done,
    )


# -- for the people who write --------------------------------------------------------------
@dataclass(frozen=True)
class Row:
    """A text in the list of a version, with what can be done to it."""

    text: ElementText
    level: int
    is_first: bool
    is_last: bool
    is_translated: bool


def rows_of(version: StrategyVersion) -> list[Row]:
    """All texts of a version in the order of the page, parts below what they belong to."""
    children = _by_parent(_texts_of(version, language="en"))
    return [row for kind in KINDS for row in _rows(children, None, kind, level=0)]


def _rows(
    children: dict[int | None, list[ElementText]], parent: int | None, kind: str, level: int
) -> Iterator[Row]:
    siblings = [text for text in children.get(parent, []) if level or text.element.kind == kind]
    for place, text in enumerate(siblings):
        yield Row(
            text=text,
            level=level,
            is_first=place == 0,
            is_last=place == len(siblings) - 1,
            is_translated=bool(text.in_language),  # type: ignore[attr-defined]
        )
        yield from _rows(children, text.pk, kind, level + 1)


def last_change(text: ElementText) -> AuditEntry | None:
    """Who wrote this text last, and when."""
    entries = AuditEntry.objects.filter(object_type=text._meta.label_lower, object_id=str(text.pk))
    return entries.select_related("actor").first()


def siblings_of(text: ElementText) -> QuerySet[ElementText]:
    """The texts among which this one can move up and down."""
    same_place = ElementText.objects.filter(version=text.version_id, parent=text.parent_id)
    return same_place if text.parent_id else same_place.filter(element__kind=text.element.kind)


# -- what is frozen ------------------------------------------------------------------------
def wording_of(version: StrategyVersion) -> dict[str, object]:
    """The adopted wording with everything it needs to be read without the database."""
    strategy = version.strategy
    return {
        "strategy": {
            "title": strategy.title,
            "period_start": strategy.period_start,
            "period_end": strategy.period_end,
        },
        "label": version.label,
        "texts": [_frozen(text) for text in version.texts.select_related("element", "parent")],
    }


def _frozen(text: ElementText) -> dict[str, object]:
    return {
        "element": text.element_id,
        "kind": text.element.kind,
        "parent": text.parent.element_id if text.parent else None,
        "number": text.number,
        "title": text.title,
        "summary": text.summary,
        "body": text.body,
    }
