"""What Word computes or follows by itself: fields, bookmarks and links."""

import re
from collections.abc import Iterator
from itertools import count
from typing import Any

from docx.opc.constants import RELATIONSHIP_TYPE
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

# Names of bookmarks: letters, digits and underscores, at most forty.
NOT_IN_NAMES = re.compile(r"\W")
LONGEST_NAME = 40


def element(tag: str, **values: str) -> Any:
    """An element of the vocabulary of Word, with attributes of that vocabulary."""
    made = OxmlElement(f"w:{tag}")
    for name, value in values.items():
        made.set(qn(f"w:{name}"), value)
    return made


def set_style(paragraph: Paragraph, name: str) -> None:
    """Give a paragraph a style by its name.

    python-docx looks through all styles for each paragraph, and a report has thousands; the key of a style is
    its name without spaces, in its template and in ours.
    """
    paragraph._p.style = name.replace(" ", "")


def add_field(
    paragraph: Paragraph, code: str, shown: str = "", *, inside: Any = None, is_bold: bool = False
) -> None:
    """A field with what it shows until Word computes it again."""
    place = paragraph._p if inside is None else inside
    result = _text(shown)
    if is_bold:
        looks = element("rPr")
        looks.append(element("b"))
        result.insert(0, looks)
    for part in (_mark("begin"), _code(code), _mark("separate"), result, _mark("end")):
        place.append(part)


def begin_field(paragraph: Paragraph, code: str) -> None:
    """A field over several paragraphs; ``end_field`` closes it."""
    for part in (_mark("begin"), _code(code), _mark("separate")):
        paragraph._p.append(part)


def end_field(paragraph: Paragraph) -> None:
    paragraph._p.append(_mark("end"))


def _mark(kind: str) -> Any:
    return _run(element("fldChar", fldCharType=kind))


def _code(code: str) -> Any:
    text = element("instrText")
    text.set(qn("xml:space"), "preserve")
    text.text = f" {code} "
    return _run(text)


def _text(shown: str) -> Any:
    text = element("t")
    text.set(qn("xml:space"), "preserve")
    text.text = shown
    return _run(text)


def _run(child: Any) -> Any:
    run = element("r")
    run.append(child)
    return run


def outline(paragraph: Paragraph, level: int) -> None:
    """Which level a heading has that looks like one of another level."""
    properties = paragraph._p.get_or_add_pPr()
    properties.append(element("outlineLvl", val=str(level - 1)))


class Bookmarks:
    """Places that links and lists lead to; each name and each number is given once."""

    def __init__(self) -> None:
        self._numbers: Iterator[int] = count(1)
        self._names: set[str] = set()

    def mark(self, paragraph: Paragraph, anchor: str) -> str:
        """Put a bookmark around what the paragraph holds; what it is called."""
        number, name = str(next(self._numbers)), bookmark_name(anchor)
        if name in self._names:
            name = f"{name[: LONGEST_NAME - len(number) - 1]}_{number}"
        self._names.add(name)
        start = element("bookmarkStart", id=number, name=name)
        paragraph._p.insert(1 if paragraph._p.pPr is not None else 0, start)
        paragraph._p.append(element("bookmarkEnd", id=number))
        return name


def bookmark_name(anchor: str) -> str:
    """An address inside of the document as Word can name it."""
    name = NOT_IN_NAMES.sub("_", anchor)
    return (name if name[:1].isalpha() else f"b_{name}")[:LONGEST_NAME]


def add_link(paragraph: Paragraph, address: str) -> Any:
    """An empty link to a place inside of the document (#…) or on the web; runs go into it."""
    link = element("hyperlink")
    if address.startswith("#"):
        link.set(qn("w:anchor"), bookmark_name(address[1:]))
    else:
        key = paragraph.part.relate_to(address, RELATIONSHIP_TYPE.HYPERLINK, is_external=True)
        link.set(qn("r:id"), key)
    paragraph._p.append(link)
    return link
