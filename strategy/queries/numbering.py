"""Numbers of elements: the next free one, and all of them anew in the order of the page.

The scheme is the one counties use in their papers: V for the vision, L1 for a guideline, HF1 for a field of
action, HF1.1 for a field inside it, HF1-Z1 for an objective; sections of text are counted 1, 2, 2.1.
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from strategy.models import Element, ElementText, StrategyVersion
from strategy.queries.reading import by_parent

Kind = Element.Kind
SIGNS = {Kind.VISION: "V", Kind.GUIDELINE: "L", Kind.FIELD: "HF", Kind.SECTION: ""}
# In this order the kinds of elements stand on a page.
KINDS = (Kind.VISION, Kind.GUIDELINE, Kind.FIELD, Kind.SECTION)
LONGEST = ElementText._meta.get_field("number").max_length or 0


@dataclass(frozen=True)
class NewNumber:
    """A text whose number changes when the version is numbered anew."""

    text: ElementText
    number: str


def next_number(version: StrategyVersion, kind: str, *, parent: ElementText | None = None) -> str:
    """The number that follows the highest one of its row; empty where none of ours would fit."""
    stem = _stem(kind, parent.number if parent else "")
    counted = re.compile(rf"{re.escape(stem)}(\d+)$")
    taken = version.texts.filter(number__startswith=stem).values_list("number", flat=True)
    if kind == Kind.VISION and stem not in taken:
        return stem
    numbers = [int(found[1]) for number in taken if (found := counted.match(number))]
    number = f"{stem}{max(numbers, default=1 if kind == Kind.VISION else 0) + 1}"
    return number if len(number) <= LONGEST else ""


def _stem(kind: str, above: str) -> str:
    """What stands in front of the counter."""
    if kind == Kind.OBJECTIVE:
        return f"{above}-Z" if above else "Z"
    return f"{above}." if above else SIGNS[Kind(kind)]


def renumbering(version: StrategyVersion) -> list[NewNumber]:
    """Which numbers change when all texts are counted anew as they stand."""
    children = by_parent(version.texts.select_related("element"))
    return [
        NewNumber(text, number)
        for kind in KINDS
        for text, number in _counted(children, None, [kind], "")
        if text.number != number
    ]


def _counted(
    children: Mapping[int | None, list[ElementText]],
    parent: int | None,
    kinds: list[str],
    above: str,
) -> Iterator[tuple[ElementText, str]]:
    row = [text for text in children.get(parent, []) if text.element.kind in kinds]
    counter: Counter[str] = Counter()
    for text in row:
        number = ""
        if _is_counted(text, above):
            counter[text.element.kind] += 1
            number = f"{_stem(text.element.kind, above)}{counter[text.element.kind]}"
        if text.element.kind == Kind.VISION and len(row) == 1:
            number = SIGNS[Kind.VISION]
        yield text, number
        yield from _counted(children, text.pk, list(Kind), number)


def _is_counted(text: ElementText, above: str) -> bool:
    """A section without a number was meant so; what stands inside it has none either."""
    if text.element.kind != Kind.SECTION:
        return True
    return bool(text.number) and (text.parent_id is None or bool(above))
