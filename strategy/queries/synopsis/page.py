"""The whole synopsis: which elements are shown, in which order, and how many there are of what."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import accumulate
from uuid import UUID

from smartregion.core.worddiff import MOST_WORDS
from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries.synopsis.changes import WORDING, Change, Fate, Tally, fate_of
from strategy.queries.synopsis.lines import Line, Scribe
from strategy.queries.synopsis.order import Texts, in_reading_order, moved
from strategy.queries.synopsis.ties import ties_between
from strategy.queries.writing import TITLES

# Beyond so many characters on one page, words give way to paragraphs: the page must come in time.
MOST_LETTERS = 1_500_000
EVERYTHING = "all"


@dataclass(frozen=True)
class Entry:
    """An element as the synopsis shows it."""

    element: Element
    level: int
    heading: str
    changes: tuple[Change, ...]
    lines: list[Line]
    # Whether it stands in both versions.
    has_counterpart: bool


@dataclass(frozen=True)
class Synopsis:
    """Two versions of a strategy side by side, the older one on the left."""

    old: StrategyVersion
    new: StrategyVersion
    entries: list[Entry]
    # Over the whole of both versions, whatever is shown of them.
    tallies: list[Tally]
    parts: list[tuple[str, str]]

    @property
    def is_identical(self) -> bool:
        return all(tally.change == Change.UNCHANGED for tally in self.tallies)


def in_order(
    one: StrategyVersion, other: StrategyVersion
) -> tuple[StrategyVersion, StrategyVersion]:
    """The older one first."""
    return (one, other) if one.pk <= other.pk else (other, one)


def synopsis_of(
    old: StrategyVersion,
    new: StrategyVersion,
    *,
    change: str = "",
    part: str = "",
    in_full: bool = False,
) -> Synopsis:
    """Compare two versions in four queries.

    ``change`` shows one kind of change only, ``EVERYTHING`` also what stayed as it was; ``part`` is
    one field of action or one kind of elements, as ``Synopsis.parts`` names them. Paragraphs that
    stayed the same are shown only ``in_full``.
    """
    before, now = _texts(old, new)
    ties = ties_between(old, new, before, now)
    elsewhere = moved(before, now)
    fates = [
        fate_of(element, level, old=before, new=now, ties=ties, moved=elsewhere)
        for element, level in in_reading_order(before, now)
    ]
    parts = _parts(fates)
    shown = [
        fate
        for fate, its_part in zip(fates, parts, strict=True)
        if _is_wanted(fate, change) and part in ("", its_part[0])
    ]
    return Synopsis(
        old=old,
        new=new,
        entries=_entries(shown, Scribe(before, now, ties), in_full),
        tallies=_tallies(fates),
        parts=list(dict.fromkeys(parts)),
    )


def _texts(old: StrategyVersion, new: StrategyVersion) -> tuple[Texts, Texts]:
    texts = ElementText.objects.filter(version__in=(old, new)).select_related("element")
    found = {text.pk: text for text in texts.prefetch_related("translations")}
    for text in found.values():
        # Parents stand in the same version; joining them would fetch every body twice.
        text.parent = found[text.parent_id] if text.parent_id else None
    return _of(old, found.values()), _of(new, found.values())


def _of(version: StrategyVersion, texts: Iterable[ElementText]) -> dict[UUID, ElementText]:
    return {text.element_id: text for text in texts if text.version_id == version.pk}


def _parts(fates: list[Fate]) -> list[tuple[str, str]]:
    """For each element the part of the strategy it belongs to, as value and label of a choice."""
    parts: list[tuple[str, str]] = []
    for fate in fates:
        parts.append(parts[-1] if fate.level else _part(fate))
    return parts


def _part(fate: Fate) -> tuple[str, str]:
    kind = Element.Kind(fate.element.kind)
    if kind == Element.Kind.FIELD:
        return fate.element.anchor, str(fate.text)
    return kind.value, str(TITLES[kind])


def _is_wanted(fate: Fate, change: str) -> bool:
    if change == EVERYTHING:
        return True
    return change in fate.changes if change else Change.UNCHANGED not in fate.changes


def _entries(fates: list[Fate], scribe: Scribe, in_full: bool) -> list[Entry]:
    spent = accumulate(map(_letters, fates))
    entries = []
    for fate, so_far in zip(fates, spent, strict=True):
        most_words = MOST_WORDS if so_far <= MOST_LETTERS else 0
        lines = scribe.lines_of(fate, {"most_words": most_words, "in_full": in_full})
        entries.append(_entry(fate, lines))
    return entries


def _letters(fate: Fate) -> int:
    """How much there is to compare; what did not change costs nothing."""
    if Change.CHANGED not in fate.changes:
        return 0
    texts = [text for text in (fate.old, fate.new) if text]
    return sum(len(getattr(text, name)) for text in texts for name in WORDING)


def _entry(fate: Fate, lines: list[Line]) -> Entry:
    return Entry(
        element=fate.element,
        level=fate.level,
        heading=str(fate.text),
        changes=fate.changes,
        lines=lines,
        has_counterpart=fate.old is not None and fate.new is not None,
    )


def _tallies(fates: list[Fate]) -> list[Tally]:
    counts = Counter(change for fate in fates for change in fate.changes)
    return [Tally(change, counts[change]) for change in Change if counts[change]]
