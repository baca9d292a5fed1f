"""Walks through the markup of a chapter and writes each block into the Word document."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from docx.document import Document
from docx.enum.section import WD_ORIENT, WD_SECTION
from docx.section import Section
from docx.shared import Length, Mm
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from lxml import html as lxml_html

from smartregion.core.charts import Chart
from smartregion.reports.rendering.word.captions import Caption, add_caption, caption_of
from smartregion.reports.rendering.word.fields import Bookmarks, outline, set_style
from smartregion.reports.rendering.word.lists import Lists
from smartregion.reports.rendering.word.pictures import add_drawing, add_image
from smartregion.reports.rendering.word.styles import FACT, GAP, KICKER, LEAD, SOURCE, TEXT_WIDTH
from smartregion.reports.rendering.word.tables import add_table
from smartregion.reports.rendering.word.text import Look, nodes_of, pieces_of, squeezed, write

HEADINGS = {f"h{level}": f"Heading {min(level, 4)}" for level in range(1, 7)}
STYLES = {
    "lead": LEAD,
    "intro": KICKER,
    "profile__summary": LEAD,
    "chart__note": SOURCE,
    "chart__base": SOURCE,
    "meta": SOURCE,
    "profile__number": SOURCE,
    "profile__note": SOURCE,
}
INLINE = {
    "a", "abbr", "b", "br", "cite", "code", "del", "em", "i", "ins", "mark", "q", "s", "small",
    "span", "strong", "sub", "sup", "time", "u",
}  # fmt: skip
# What stands on a page of its own turned by ninety degrees.
WIDE = {"chapter--wide", "landscape", "wide"}
WIDE_WIDTH = Mm(247)


@dataclass(frozen=True)
class Listed:
    """A heading or caption as the lists in front name it."""

    text: str
    bookmark: str
    level: int = 1


@dataclass
class Setter:
    """Writes blocks; keeps what the lists in front need, and how wide the text is."""

    document: Document
    # Gives a section its header and footer, as wide as its text.
    frame: Callable[[Section, Length], None]
    charts: Mapping[str, Chart] = field(default_factory=dict)
    bookmarks: Bookmarks = field(default_factory=Bookmarks)
    headings: list[Listed] = field(default_factory=list)
    captions: dict[str, list[Listed]] = field(default_factory=dict)
    width: Length = TEXT_WIDTH

    def __post_init__(self) -> None:
        self.lists = Lists(self.document)

    def chapter(self, markup: str, charts: Mapping[str, Chart]) -> None:
        """Everything of a chapter, in its order."""
        self.charts = charts
        tree = lxml_html.fragment_fromstring(markup, create_parent="div")
        self.flow(tree, self.document)

    # -- blocks ----------------------------------------------------------------------------
    def flow(self, element: Any, place: Any, style: str | None = None) -> None:
        """What an element holds: words that belong together are a paragraph, blocks are blocks."""
        for is_inline, group in groupby(nodes_of(element), key=is_inline_node):
            if is_inline:
                self.paragraph(list(group), place, style)
            else:
                for block in group:
                    self.block(block, place)

    def block(self, element: Any, place: Any) -> None:
        if set(_classes(element)) & WIDE and place is self.document:
            self._turned(element)
            return
        writers: dict[str, Callable[[Any, Any], None]] = {
            **dict.fromkeys(HEADINGS, self._heading),
            "p": self._p, "ul": self._list, "ol": self._list, "dl": self._facts,
            "table": self._table, "figure": self._figure, "blockquote": self._quote,
            "img": self._image, "svg": self._svg,
        }  # fmt: skip
        writers.get(element.tag, self.flow)(element, place)

    def paragraph(
        self, nodes: Sequence[Any], place: Any, style: str | None = None
    ) -> Paragraph | None:
        """One paragraph of words; None where there are none."""
        pieces = squeezed(piece for node in nodes for piece in pieces_of(node, Look()))
        if not pieces:
            return None
        paragraph = new_paragraph(place, style)
        write(paragraph, pieces)
        return paragraph

    def _p(self, element: Any, place: Any) -> None:
        style = next((STYLES[name] for name in _classes(element) if name in STYLES), None)
        self.flow(element, place, style)

    def _quote(self, element: Any, place: Any) -> None:
        for child in nodes_of(element):
            self.paragraph([child], place, "Quote") if isinstance(child, str) else self.flow(
                child, place, "Quote"
            )

    def _heading(self, element: Any, place: Any) -> None:
        level = int(element.tag[1])
        is_inner = any("prose" in _classes(each) for each in element.iterancestors())
        # Headings inside of somebody's text are none of the contents, as on paper.
        style = "Heading 4" if is_inner else HEADINGS[element.tag]
        paragraph = self.paragraph(list(nodes_of(element)), place, style)
        if paragraph is None:
            return
        if is_inner:
            outline(paragraph, level)
            return
        anchor = element.get("id") or f"heading-{len(self.headings)}"
        name = self.bookmarks.mark(paragraph, anchor)
        self.headings.append(Listed(paragraph.text, name, level))

    def _image(self, element: Any, place: Any) -> None:
        add_image(new_paragraph(place), element.attrib, width=self.width)

    def _svg(self, element: Any, place: Any) -> None:
        add_drawing(new_paragraph(place), element, None, width=self.width)

    # -- lists -----------------------------------------------------------------------------
    def _list(self, element: Any, place: Any, depth: int = 0) -> None:
        number = self.lists.begin(is_ordered=element.tag == "ol", depth=depth)
        for item in element.iterchildren("li"):
            self._item(item, place, number, depth)

    def _item(self, item: Any, place: Any, number: int, depth: int) -> None:
        """The first words carry the sign; lists inside go one step further in."""
        is_first = True
        for is_inline, group in groupby(_unwrapped(item), key=is_inline_node):
            if not is_inline:
                for block in group:
                    self._inner(block, place, depth)
                continue
            paragraph = self.paragraph(list(group), place, "List Paragraph")
            if paragraph is not None:
                self.lists.join(paragraph, number if is_first else None, depth)
                is_first = False

    def _inner(self, block: Any, place: Any, depth: int) -> None:
        if block.tag in ("ul", "ol"):
            self._list(block, place, depth + 1)
        else:
            self.block(block, place)

    def _facts(self, element: Any, place: Any) -> None:
        """Terms and what is said of them, one line each."""
        term: list[Any] = []
        for child in element.iter("dt", "dd"):
            if child.tag == "dt":
                term = [*nodes_of(child), ": "]
                continue
            pieces = [piece for node in term for piece in pieces_of(node, Look(bold=True))]
            pieces += [piece for node in _unwrapped(child) for piece in pieces_of(node, Look())]
            write(new_paragraph(place, FACT), squeezed(pieces))
            term = []

    # -- figures and tables ----------------------------------------------------------------
    def _table(self, element: Any, place: Any) -> None:
        caption = element.find("caption")
        said = caption_of(caption) if caption is not None else Caption("")
        if said.text:
            self._caption(said, place)
        add_table(place, element, width=self.width, title=said.text, fill=self.flow)
        # Two tables without a line between them are one in Word.
        new_paragraph(place, GAP)

    def _figure(self, element: Any, place: Any) -> None:
        for child in element:
            if child.tag == "figcaption":
                self._caption(caption_of(child, element.get("id", "")), place)
            elif child.tag == "svg":
                paragraph = new_paragraph(place)
                paragraph.paragraph_format.keep_with_next = True
                chart = self.charts.get(element.get("id", ""))
                add_drawing(paragraph, child, chart, width=self.width)
            else:
                self.block(child, place)

    def _caption(self, caption: Caption, place: Any) -> None:
        paragraph = new_paragraph(place, "Caption")
        add_caption(paragraph, caption)
        if caption.anchor and caption.sequence:
            name = self.bookmarks.mark(paragraph, caption.anchor)
            self.captions.setdefault(caption.sequence, []).append(Listed(caption.text, name))

    # -- pages -----------------------------------------------------------------------------
    def _turned(self, element: Any) -> None:
        self._section(is_wide=True)
        self.flow(element, self.document)
        self._section(is_wide=False)

    def _section(self, *, is_wide: bool) -> None:
        section = self.document.add_section(WD_SECTION.NEW_PAGE)
        short, long = sorted((section.page_width or 0, section.page_height or 0))
        section.orientation = WD_ORIENT.LANDSCAPE if is_wide else WD_ORIENT.PORTRAIT
        section.page_width, section.page_height = (long, short) if is_wide else (short, long)
        self.width = WIDE_WIDTH if is_wide else TEXT_WIDTH
        self.frame(section, self.width)


def is_inline_node(node: Any) -> bool:
    """Whether a text or element belongs into a line."""
    return isinstance(node, str) or node.tag in INLINE


def _classes(element: Any) -> list[str]:
    return (element.get("class") or "").split()


def _unwrapped(item: Any) -> Iterator[Any]:
    """What stands in an item; paragraphs inside are lines of it."""
    for node in nodes_of(item):
        if not isinstance(node, str) and node.tag in ("p", "div"):
            yield from nodes_of(node)
            yield " "
        else:
            yield node


def new_paragraph(place: Any, style: str | None = None) -> Paragraph:
    """A paragraph at the end; a cell already has an empty one, which is taken first."""
    if isinstance(place, _Cell):
        # Not ``place.paragraphs``: it looks through the whole cell once more for each.
        there = place._tc.p_lst
        if len(there) == 1 and not len(there[0]):
            return _styled(Paragraph(there[0], place), style)
    return _styled(place.add_paragraph(), style)


def _styled(paragraph: Paragraph, style: str | None) -> Paragraph:
    if style:
        set_style(paragraph, style)
    return paragraph
