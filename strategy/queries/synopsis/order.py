"""The order in which a synopsis is read, and which elements left their place."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from uuid import UUID

from strategy.models import Element, ElementText

Texts = Mapping[UUID, ElementText]
# Below which element something stands; on the first level, in which part of the page.
Place = UUID | str

OPENING, CLOSING = "opening", "closing"
KIND = Element.Kind
PARTS = (OPENING, KIND.VISION, KIND.GUIDELINE, KIND.FIELD, CLOSING)


def in_reading_order(old: Texts, new: Texts) -> Iterator[tuple[UUID, int]]:
    """All elements of both versions with their level: as the new version is read, and what it
    dropped where it stood."""
    before, rows = _rows(old), _rows(new)
    for place, row in before.items():
        rows[place] = _with_dropped(rows.get(place, []), row, new)
    for part in PARTS:
        yield from _below(part, rows, level=0)


def _below(
    place: Place, rows: Mapping[Place, list[UUID]], level: int
) -> Iterator[tuple[UUID, int]]:
    for element in rows.get(place, []):
        yield element, level
        yield from _below(element, rows, level + 1)


def _rows(texts: Texts) -> dict[Place, list[UUID]]:
    rows: dict[Place, list[UUID]] = defaultdict(list)
    start = min((t.position for t in texts.values() if t.element.kind == KIND.VISION), default=0)
    for element, text in texts.items():
        rows[_part_of(text, start)].append(element)
    return rows


def _part_of(text: ElementText, start: int) -> Place:
    """Sections frame the rest: they stand before the vision or behind the fields."""
    if text.parent is not None:
        return text.parent.element_id
    if text.element.kind != KIND.SECTION:
        return text.element.kind
    return OPENING if text.position < start else CLOSING


def _with_dropped(row: list[UUID], before: list[UUID], new: Texts) -> list[UUID]:
    """Put what was dropped behind the neighbour behind which it stood."""
    found, at = list(row), 0
    for element in before:
        if element in found:
            at = found.index(element) + 1
        elif element not in new:
            found.insert(at, element)
            at += 1
    return found


def moved(old: Texts, new: Texts) -> set[UUID]:
    """What stands below another element than before, or at another place among its neighbours."""
    before = {element: _neighbourhood(text) for element, text in old.items()}
    after = {element: _neighbourhood(text) for element, text in new.items() if element in old}
    elsewhere = {element for element, place in after.items() if place != before[element]}
    ranks = {element: rank for rank, element in enumerate(old)}
    neighbours: dict[Place, list[UUID]] = defaultdict(list)
    for element, place in after.items():
        if element not in elsewhere:
            neighbours[place].append(element)
    for row in neighbours.values():
        staying = longest_rise([ranks[element] for element in row])
        elsewhere |= {element for element in row if ranks[element] not in staying}
    return elsewhere


def _neighbourhood(text: ElementText) -> Place:
    """Among whom an element has its place; the vision divides the sections, so it counts as one."""
    if text.parent is not None:
        return text.parent.element_id
    return KIND.SECTION if text.element.kind == KIND.VISION else text.element.kind


def longest_rise(numbers: Sequence[int]) -> set[int]:
    """The longest rising subsequence of different numbers: these kept their order."""
    # ends[n] is the smallest number with which a rise of n + 1 numbers can end.
    ends: list[int] = []
    before: dict[int, int | None] = {}
    for number in numbers:
        length = bisect_left(ends, number)
        before[number] = ends[length - 1] if length else None
        ends[length : length + 1] = [number]
    found: set[int] = set()
    step = ends[-1] if ends else None
    while step is not None:
        found.add(step)
        step = before[step]
    return found
