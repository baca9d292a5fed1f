"""What stands before the first chapter: cover, foreword, contents and the lists of figures and tables."""

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.translation import gettext as _
from docx.document import Document
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from lxml import html as lxml_html

from smartregion.core.xmltext import in_xml
from smartregion.reports.rendering.book import Book
from smartregion.reports.rendering.imprint import imprint_of, notes_of
from smartregion.reports.rendering.word.blocks import Listed, Setter
from smartregion.reports.rendering.word.fields import add_field, add_link, begin_field, end_field
from smartregion.reports.rendering.word.pictures import add_image
from smartregion.reports.rendering.word.styles import FACT, KICKER

Content = dict[str, Any]
LOGO_WIDTH = Mm(60)
# Headings of a list are none of the report: they do not stand in its contents.
LIST_HEADING = "TOC Heading"


def add_cover(document: Document, book: Book) -> None:
    """Whose report it is, what it is called and which edition this is."""
    county = book.content["county"]
    logos = [(county["logo"], county["name"])]
    partner = book.content["design"].get("partner")
    logos += [(partner["logo"], partner["name"])] if partner else []
    for data, name in logos:
        if data:
            image = {"src": data, "alt": _("Logo: %(name)s") % {"name": name}}
            add_image(document.add_paragraph(), image, width=LOGO_WIDTH)
    document.add_paragraph(in_xml(county["name"]), KICKER)
    document.add_paragraph(in_xml(book.content["title"]), "Title")
    if book.content["subtitle"]:
        document.add_paragraph(in_xml(book.content["subtitle"]), "Subtitle")
    for line in imprint_of(book):
        paragraph = document.add_paragraph(style=FACT)
        paragraph.add_run(in_xml(f"{line.name}: ")).bold = True
        paragraph.add_run(in_xml(line.text))
    for note in notes_of(book):
        document.add_paragraph(in_xml(note), KICKER)


def add_foreword(setter: Setter, foreword: Content) -> None:
    """The words of whoever signs the report, with their picture."""
    heading = format_html('<h1 id="foreword">{}</h1>', _("Vorwort"))
    setter.flow(_tree(heading), setter.document)
    if foreword["picture"]:
        image = {"src": foreword["picture"], "alt": foreword["picture_alt"]}
        add_image(setter.document.add_paragraph(), image, width=LOGO_WIDTH)
    setter.flow(_tree(foreword["text"]), setter.document)
    if foreword["by"]:
        setter.document.add_paragraph(in_xml(foreword["by"]), KICKER)


def _tree(markup: str) -> Any:
    return lxml_html.fragment_fromstring(markup, create_parent="div")


# -- lists -------------------------------------------------------------------------------------
def add_lists(place: Paragraph, setter: Setter) -> None:
    """Contents and lists before ``place``; Word fills in the pages when it opens the document."""
    headings = [each for each in setter.headings if each.level < 3]
    lists = [(_("Inhalt"), r'TOC \o "1-2" \h \z', headings, True)]
    lists += [
        (title, rf'TOC \h \z \c "{name}"', entries, False)
        for name, title in _titles()
        if (entries := setter.captions.get(name, []))
    ]
    for title, code, entries, has_break in lists:
        heading = _before(place, LIST_HEADING, title)
        heading.paragraph_format.page_break_before = has_break
        _add_list(place, code, entries, is_contents=has_break)


def _titles() -> Sequence[tuple[str, str]]:
    """Lists by the word that their captions begin with."""
    return (
        (_("Abbildung"), _("Abbildungsverzeichnis")),
        (_("Tabelle"), _("Tabellenverzeichnis")),
    )


def _add_list(place: Paragraph, code: str, entries: Sequence[Listed], *, is_contents: bool) -> None:
    for number, entry in enumerate(entries):
        style = f"toc {entry.level}" if is_contents else "table of figures"
        paragraph = _before(place, style)
        if number == 0:
            begin_field(paragraph, code)
        _add_entry(paragraph, entry)
    end_field(paragraph if entries else _before(place, "Normal"))


def _add_entry(paragraph: Paragraph, entry: Listed) -> None:
    link = add_link(paragraph, "#")
    link.set(qn("w:anchor"), entry.bookmark)
    run = paragraph.add_run(in_xml(entry.text))
    run.add_tab()
    link.append(run._r)
    add_field(paragraph, rf"PAGEREF {entry.bookmark} \h", inside=link)


def _before(place: Paragraph, style: str, text: str = "") -> Paragraph:
    paragraph: Paragraph = place.insert_paragraph_before(in_xml(text), style)
    return paragraph
