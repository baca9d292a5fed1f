"""What stands around the text: header and footer, watermark, properties and settings of the document."""

from datetime import UTC, datetime
from typing import Any

from django.utils.text import Truncator
from django.utils.translation import gettext as _
from docx.document import Document
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml import parse_xml
from docx.oxml.ns import qn
from docx.section import Section
from docx.shared import Length, Mm
from docx.text.paragraph import Paragraph

from smartregion.core.xmltext import in_xml
from smartregion.reports.rendering.book import Book
from smartregion.reports.rendering.word.fields import add_field, element
from smartregion.reports.rendering.word.styles import LANGUAGE

# Longer titles would push the title of the chapter out of the header.
LONGEST_TITLE = 70
# As drawn text behind the page, the way Word makes its own watermarks.
WATERMARK = """<w:pict
  xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"
  xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office">
  <v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
    path="m@7,l@8,m@5,21600l@6,21600e">
    <v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
      <v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/>
      <v:f eqn="if @0 21600 @1"/><v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/></v:formulas>
    <v:path textpathok="t" o:connecttype="rect"/><v:textpath on="t" fitshape="t"/>
    <o:lock v:ext="edit" text="t" shapetype="t"/>
  </v:shapetype>
  <v:shape id="PowerPlusWaterMarkObject1" o:spid="_x0000_s2049" type="#_x0000_t136" alt=""
    style="position:absolute;margin-left:0;margin-top:0;width:430pt;height:108pt;rotation:315;z-index:-251658752;mso-position-horizontal:center;mso-position-horizontal-relative:margin;mso-position-vertical:center;mso-position-vertical-relative:margin"
    fillcolor="silver" stroked="f"><v:fill opacity=".4"/><v:textpath style="font-size:1pt"/></v:shape>
</w:pict>"""


def set_up(document: Document, book: Book) -> None:
    """Paper, cover without header and footer, and what Word does when it opens the document."""
    section = document.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.left_margin = section.right_margin = Mm(25)
    section.top_margin, section.bottom_margin = Mm(28), Mm(24)
    section.header_distance = section.footer_distance = Mm(12)
    section.different_first_page_header_footer = book.is_publication
    for part in (section.first_page_header, section.first_page_footer):
        part.is_linked_to_previous = False
    if book.stamp.is_draft:
        _watermark(section.first_page_header.paragraphs[0])
    _settings(document)


def framed(section: Section, width: Length, book: Book) -> None:
    """Header and footer of a section, as wide as its text."""
    for part in (section.header, section.footer):
        part.is_linked_to_previous = False
        stops = part.paragraphs[0].paragraph_format.tab_stops
        stops.add_tab_stop(width, WD_TAB_ALIGNMENT.RIGHT)
    _header(section.header.paragraphs[0], book)
    _footer(section.footer.paragraphs[0], book)


def _header(paragraph: Paragraph, book: Book) -> None:
    title = book.content["title"]
    said = " · ".join((_("Entwurf"), title)) if book.stamp.is_draft else title
    paragraph.add_run(in_xml(Truncator(said).chars(LONGEST_TITLE))).add_tab()
    add_field(paragraph, "STYLEREF 1")
    if book.stamp.is_draft:
        _watermark(paragraph)


def _watermark(paragraph: Paragraph) -> None:
    drawn = parse_xml(WATERMARK)
    drawn.find(".//{urn:schemas-microsoft-com:vml}shape/{*}textpath").set("string", _("ENTWURF"))
    paragraph.add_run()._r.append(drawn)


def _footer(paragraph: Paragraph, book: Book) -> None:
    owner = book.content["county"]["name"]
    said = _("Prüfsumme %(hash)s") % {"hash": book.stamp.sha256[:12]}
    paragraph.add_run(in_xml(f"{owner} · {said}")).add_tab()
    add_field(paragraph, "PAGE", "1")


# -- the document as a whole -------------------------------------------------------------------
def _settings(document: Document) -> None:
    settings = document.settings.element
    for name in ("proofState", "savePreviewPicture", "rsids"):
        for each in settings.findall(qn(f"w:{name}")):
            settings.remove(each)
    settings.find(qn("w:defaultTabStop")).addnext(element("autoHyphenation"))
    compat = settings.find(qn("w:compat"))
    # Contents and lists get their pages when Word opens the document.
    compat.addprevious(element("updateFields", val="true"))
    for each in compat.findall(qn("w:compatSetting")):
        if each.get(qn("w:name")) == "compatibilityMode":
            each.set(qn("w:val"), "15")
    language = settings.find(qn("w:themeFontLang"))
    language.set(qn("w:val"), LANGUAGE)
    settings.find(qn("w:decimalSymbol")).set(qn("w:val"), ",")
    settings.find(qn("w:listSeparator")).set(qn("w:val"), ";")


def name_it(document: Document, book: Book) -> None:
    """What the document says about itself; the moment is that of its data."""
    content, properties = book.content, document.core_properties
    taken = datetime.fromisoformat(book.stamp.taken_at).astimezone(UTC).replace(tzinfo=None)
    values: dict[str, Any] = {
        "title": content["title"],
        "subject": content["subtitle"] or content["title"],
        "author": content["county"]["name"],
        "last_modified_by": content["county"]["name"],
        "comments": _("Entwurf") if book.stamp.is_draft else "",
        "keywords": content["county"]["name"],
        "category": content["kind"],
        "identifier": book.stamp.sha256,
        "language": LANGUAGE,
        "created": taken,
        "modified": taken,
        "revision": 1,
    }
    for name, value in values.items():
        setattr(properties, name, in_xml(value)[:255] if isinstance(value, str) else value)
