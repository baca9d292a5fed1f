"""What became of one element between two versions."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from strategy.models import Element, ElementText, ElementTranslation
from strategy.queries.synopsis.order import Texts
from strategy.queries.synopsis.ties import Ties


class Change(models.TextChoices):
    """What can happen to an element; several things may happen at once."""

    ADDED = "added", _("neu")
    CHANGED = "changed", _("geändert")
    MOVED = "moved", _("verschoben")
    RENUMBERED = "renumbered", _("neu nummeriert")
    MERGED = "merged", _("zusammengeführt")
    SPLIT = "split", _("aufgeteilt")
    REMOVED = "removed", _("gestrichen")
    RELATED = "related", _("Bezug geändert")
    TRANSLATED = "translated", _("Übersetzung geändert")
    UNCHANGED = "unchanged", _("unverändert")

    @property
    def tone(self) -> str:
        """How its badge looks; the word always stands beside."""
        tones = {"added": "success", "removed": "danger", "changed": "warning"}
        return tones.get(self.value, "neutral" if self == Change.UNCHANGED else "info")


@dataclass(frozen=True)
class Tally:
    """How many elements something happened to."""

    change: Change
    count: int


@dataclass(frozen=True)
class Fate:
    """An element in both versions, and what happened to it in between."""

    element: Element
    level: int
    old: ElementText | None
    new: ElementText | None
    # Its wording today; the last one of what is no longer there.
    text: ElementText
    changes: tuple[Change, ...]


WORDING = ("title", "summary", "body", "easy_language")
# Easy language is German; it has no translation.
TRANSLATED = WORDING[:3]
Words = ElementText | ElementTranslation | None
# Between blocks spaces and line ends are nothing but a habit of whoever wrote the markup.
BETWEEN_BLOCKS = re.compile(
    r"\s*(</?(?:p|h[2-4]|ul|ol|li|table|thead|tbody|tr|t[hd]|caption|blockquote|br)\b[^>]*>)\s*"
)


def fate_of(
    element: UUID, level: int, *, old: Texts, new: Texts, ties: Ties, moved: set[UUID]
) -> Fate:
    """What became of one element between two versions."""
    before, after = old.get(element), new.get(element)
    text = after or old[element]
    if before and after:
        changes = tuple(_changes(before, after, ties, is_moved=element in moved))
    else:
        changes = (_gone(element, ties) if before else _come(element, ties),)
    return Fate(text.element, level, before, after, text, changes or (Change.UNCHANGED,))


def _gone(element: UUID, ties: Ties) -> Change:
    return Change.MERGED if element in ties.merged_into else Change.REMOVED


def _come(element: UUID, ties: Ties) -> Change:
    return Change.SPLIT if element in ties.split_from else Change.ADDED


def _changes(old: ElementText, new: ElementText, ties: Ties, *, is_moved: bool) -> Iterator[Change]:
    element = new.element_id
    if element in ties.merged_from:
        yield Change.MERGED
    if element in ties.split_into:
        yield Change.SPLIT
    if any(says_otherwise(old, new, name) for name in WORDING):
        yield Change.CHANGED
    if is_moved:
        yield Change.MOVED
    if old.number != new.number:
        yield Change.RENUMBERED
    if ties.supported_before.get(element, set()) != ties.supported_now.get(element, set()):
        yield Change.RELATED
    if translated_otherwise(old, new):
        yield Change.TRANSLATED


def says_otherwise(old: Words, new: Words, name: str) -> bool:
    """Whether people would read other words; white space between blocks is none."""
    before, after = getattr(old, name, ""), getattr(new, name, "")
    return before != after and _essence(before) != _essence(after)


def _essence(words: str) -> str:
    return BETWEEN_BLOCKS.sub(r"\1", " ".join(words.split()))


def translated_otherwise(old: ElementText, new: ElementText) -> dict[str, list[str]]:
    """The parts of the wording that changed in other languages, by language."""
    before, after = _translations(old), _translations(new)
    differing: dict[str, list[str]] = {}
    for language in sorted({*before, *after}):
        was, says = before.get(language), after.get(language)
        if names := [name for name in TRANSLATED if says_otherwise(was, says, name)]:
            differing[language] = names
    return differing


def _translations(text: ElementText) -> dict[str, ElementTranslation]:
    return {each.language: each for each in text.translations.all()}
