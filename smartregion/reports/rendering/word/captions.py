"""Captions that Word counts by itself: "Abbildung 4.3" with the 3 as a field that begins anew in each chapter."""

import re
from dataclasses import dataclass
from typing import Any

from docx.text.paragraph import Paragraph

from smartregion.core.xmltext import in_xml
from smartregion.reports.rendering.data import text_of
from smartregion.reports.rendering.word.fields import add_field
from smartregion.reports.rendering.word.text import BY_CLASS, Look, Piece, write

LABEL = re.compile(r"(?P<sequence>\w+) (?P<chapter>[\w.]+\.)(?P<place>\d+)")


@dataclass(frozen=True)
class Caption:
    """What stands above a figure or a table; without a sequence it is not counted."""

    text: str
    anchor: str = ""
    sequence: str = ""
    chapter: str = ""
    place: str = ""
    title: str = ""
    mark: str = ""


def caption_of(element: Any, anchor: str = "") -> Caption:
    """The caption in ``<caption>`` or ``<figcaption>``, taken apart."""
    label, mark = (_said(element, name) for name in ("chart__label", "chart__mark"))
    whole = text_of(element)
    title = whole.removeprefix(label).removesuffix(mark).strip()
    found = LABEL.fullmatch(label)
    if found is None:
        return Caption(text=whole, title=title or whole, mark=mark)
    text = f"{label} {title}"
    return Caption(
        text, anchor or element.get("id", ""), **found.groupdict(), title=title, mark=mark
    )


def _said(element: Any, name: str) -> str:
    found = element.find_class(name)
    return text_of(found[0]) if found else ""


def add_caption(paragraph: Paragraph, caption: Caption) -> None:
    """The caption as text, its number as a field."""
    if caption.sequence:
        write(paragraph, [Piece(f"{caption.sequence} {caption.chapter}", Look(bold=True))])
        add_field(paragraph, rf"SEQ {caption.sequence} \* ARABIC \s 1", caption.place, is_bold=True)
        write(paragraph, [Piece(" ", Look())])
    write(paragraph, [Piece(in_xml(caption.title), Look())])
    if caption.mark:
        write(paragraph, [Piece(f" {caption.mark}", Look(**BY_CLASS["chart__mark"]))])
