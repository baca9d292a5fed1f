"""Bulleted and numbered lists; every numbered list begins at one."""

from typing import Any

from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from smartregion.reports.rendering.word.fields import element

LEVELS = 4
SIGNS = ("•", "–", "▪", "·")
STEP = Mm(6)


class Lists:
    """The numbering of one document."""

    def __init__(self, document: Document) -> None:
        self._numbering = document.part.numbering_part.element
        known = self._numbering.findall(qn("w:abstractNum"))
        first = 1 + max((int(each.get(qn("w:abstractNumId"))) for each in known), default=0)
        self._kinds = {
            is_ordered: self._kind(first + is_ordered, is_ordered=is_ordered)
            for is_ordered in (False, True)
        }

    def begin(self, *, is_ordered: bool, depth: int) -> int:
        """A new list; its number is what its items say."""
        number = self._numbering.add_num(self._kinds[is_ordered])
        if is_ordered:
            number.add_lvlOverride(ilvl=min(depth, LEVELS - 1)).add_startOverride(1)
        return int(number.numId)

    def join(self, paragraph: Paragraph, number: int | None, depth: int) -> None:
        """Make a paragraph an item; without a number it goes on with the item before."""
        level = min(depth, LEVELS - 1)
        shape = paragraph.paragraph_format
        if number is None:
            shape.left_indent = STEP * (level + 1)
            return
        properties = paragraph._p.get_or_add_pPr().get_or_add_numPr()
        properties.get_or_add_ilvl().val, properties.get_or_add_numId().val = level, number

    def _kind(self, key: int, *, is_ordered: bool) -> int:
        kind = element("abstractNum", abstractNumId=str(key))
        kind.append(element("multiLevelType", val="hybridMultilevel"))
        for level in range(LEVELS):
            kind.append(_level(level, is_ordered=is_ordered))
        # All kinds stand before the first list.
        first = self._numbering.find(qn("w:num"))
        self._numbering.append(kind) if first is None else first.addprevious(kind)
        return key


def _level(level: int, *, is_ordered: bool) -> Any:
    made = element("lvl", ilvl=str(level))
    text = f"%{level + 1}." if is_ordered else SIGNS[level]
    made.append(element("start", val="1"))
    made.append(element("numFmt", val="decimal" if is_ordered else "bullet"))
    made.append(element("lvlText", val=text))
    made.append(element("lvlJc", val="left"))
    shape = element("pPr")
    indent = STEP.twips * (level + 1)
    shape.append(element("ind", left=str(indent), hanging=str(STEP.twips)))
    made.append(shape)
    return made
