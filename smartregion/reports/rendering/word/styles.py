"""The styles of the Word document: real ones, so that changing a style changes the whole report."""

from typing import Any

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

from smartregion.core.palette import PAPER_INK
from smartregion.reports.rendering.word.fields import element
from smartregion.reports.rendering.word.text import MUTED

Content = dict[str, Any]

FONTS = {"sans": "Fira Sans", "serif": "Source Serif 4"}
LANGUAGE = "de-DE"
TEXT_WIDTH = Mm(160)
TABLE = "Berichtstabelle"
SOURCE, LEAD, KICKER, FACT = "Quelle", "Leittext", "Auftakt", "Angabe"
CELL, SMALL_CELL, HEAD_CELL, GAP = "Tabellentext", "Tabellentext klein", "Tabellenkopf", "Abstand"
# Name, size, space above and below in points, and whether it stands in the main colour.
HEADINGS = (
    ("Heading 1", 22, 0, 14, True),
    ("Heading 2", 15, 20, 6, True),
    ("Heading 3", 12, 14, 4, False),
    ("Heading 4", 10.5, 10, 3, False),
)
# Kept of the table styles that the template brings; the others fill the gallery only.
KEPT_TABLES = ("Normal Table", "Table Grid")


def dress(document: Document, design: Content) -> None:
    """Set all styles to the design of the county."""
    _tidy(document)
    _defaults(document)
    family = FONTS.get(design["font"], FONTS["sans"])
    _normal(document, family)
    for name, size, above, below, is_main in HEADINGS:
        colour = design["colour"] if is_main else PAPER_INK
        style = _style(document, name, size, above, below, colour)
        style.font.bold, style.font.italic = True, False
        style.paragraph_format.keep_with_next = True
        _in_family(style, family)
    _texts(document, design)
    _contents(document)
    _table(document, design["colour"])
    _hyperlink(document, design["accent"])


def _tidy(document: Document) -> None:
    for style in list(document.styles):
        is_example = style.type == WD_STYLE_TYPE.TABLE and style.name not in KEPT_TABLES
        # Twins of paragraph styles for single words; they keep the colours of the template.
        is_twin = style.type == WD_STYLE_TYPE.CHARACTER and style.name.endswith(" Char")
        if is_example or is_twin:
            style.delete()
    for link in list(document.styles.element.iter(qn("w:link"))):
        link.getparent().remove(link)


def _defaults(document: Document) -> None:
    """Our language and hyphenation for the whole document."""
    for languages in document.styles.element.iter(qn("w:lang")):
        languages.set(qn("w:val"), LANGUAGE)


def _normal(document: Document, family: str) -> None:
    style = document.styles["Normal"]
    style.font.size, style.font.color.rgb = Pt(10.5), _colour(PAPER_INK)
    _in_family(style, family)
    shape = style.paragraph_format
    shape.space_before, shape.space_after, shape.line_spacing = Pt(0), Pt(7), 1.3
    shape.widow_control = True


def _in_family(style: ParagraphStyle, family: str) -> None:
    """The font for all letters; the names of the theme would win."""
    fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), family)


def _texts(document: Document, design: Content) -> None:
    accent = design["accent"]
    _style(document, "Title", 32, 0, 8, design["colour"]).font.bold = True
    _style(document, "Subtitle", 15, 0, 24, accent).font.italic = False
    caption = _style(document, "Caption", 9, 10, 4, MUTED)
    caption.font.bold, caption.paragraph_format.keep_with_next = False, True
    _style(document, LEAD, 12.5, 0, 10, accent)
    _style(document, KICKER, 10.5, 0, 7, PAPER_INK).font.bold = True
    _style(document, SOURCE, 8, 2, 8, MUTED)
    _style(document, FACT, 10.5, 0, 4, PAPER_INK)
    for name, size in ((CELL, 9), (SMALL_CELL, 8), (HEAD_CELL, 9), (GAP, 4)):
        colour = design["colour"] if name == HEAD_CELL else PAPER_INK
        style = _style(document, name, size, 1.5, 1.5, colour)
        style.font.bold, style.paragraph_format.line_spacing = name == HEAD_CELL or None, 1.1
    _style(document, "Quote", 10.5, 4, 8, MUTED).paragraph_format.left_indent = Mm(6)
    for name in ("Title", "Subtitle", "Caption", "Quote"):
        _in_family(document.styles[name], FONTS.get(design["font"], FONTS["sans"]))
        _without_frame(document.styles[name])
    for name in ("Header", "Footer"):
        _style(document, name, 8, 0, 0, MUTED)


def _without_frame(style: ParagraphStyle) -> None:
    shape = style.element.find(qn("w:pPr"))
    for frame in list(shape.iter(qn("w:pBdr"))) if shape is not None else []:
        shape.remove(frame)


def _contents(document: Document) -> None:
    for name, indent, above in (("toc 1", 0, 5), ("toc 2", 6, 0), ("table of figures", 0, 1)):
        style = _style(document, name, 10.5, above, 1, PAPER_INK)
        style.paragraph_format.left_indent = Mm(indent)
        stops = style.paragraph_format.tab_stops
        stops.add_tab_stop(TEXT_WIDTH, WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS)
    document.styles["toc 1"].font.bold = True


def _style(
    document: Document, name: str, size: float, above: float, below: float, colour: str
) -> Any:
    """The style of this name, new or as the template has it, set to our measures."""
    known = name in document.styles
    style = (
        document.styles[name]
        if known
        else document.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH, builtin=name[:1].islower())
    )
    if not known:
        style.base_style = document.styles["Normal"]
        style.quick_style = True
    style.font.size, style.font.color.rgb = Pt(size), _colour(colour)
    shape = style.paragraph_format
    shape.space_before, shape.space_after = Pt(above), Pt(below)
    return style


def _hyperlink(document: Document, colour: str) -> None:
    style = document.styles.add_style("Hyperlink", WD_STYLE_TYPE.CHARACTER, builtin=True)
    style.font.color.rgb, style.font.underline = _colour(colour), True


def _colour(text: str) -> RGBColor:
    return RGBColor.from_string(text.removeprefix("#").upper())


# -- tables ------------------------------------------------------------------------------------
def _table(document: Document, colour: str) -> None:
    """Lines between the rows, a heading in the main colour; the same for every table."""
    style = document.styles.add_style(TABLE, WD_STYLE_TYPE.TABLE)
    style.base_style = document.styles["Normal Table"]
    inner, outer = "D5DBEA", colour.removeprefix("#").upper()
    whole = element("tblPr")
    whole.append(_lines(("insideH", inner, "4"), ("bottom", inner, "4")))
    whole.append(_margins())
    head = element("tblStylePr", type="firstRow")
    cell = element("tcPr")
    cell.append(_lines(("bottom", outer, "12"), tag="tcBorders"))
    head.append(cell)
    for each in (whole, head):
        style.element.append(each)


def _lines(*lines: tuple[str, str, str], tag: str = "tblBorders") -> Any:
    borders = element(tag)
    # The order of sides is fixed: bottom before those inside.
    for side, colour, size in sorted(lines, key=lambda line: line[0] != "bottom"):
        borders.append(element(side, val="single", sz=size, space="0", color=colour))
    return borders


def _margins() -> Any:
    margins = element("tblCellMar")
    for side, width in (("left", "0"), ("right", "115")):
        margins.append(element(side, w=width, type="dxa"))
    return margins
