"""The Word document, read back as Word and as python-docx read it."""

import itertools
import json
from datetime import datetime
from io import BytesIO
from zipfile import ZipFile

import pytest
import time_machine
from docx import Document
from docx.enum.section import WD_ORIENT
from docx.oxml.ns import qn
from docx.shared import Mm
from lxml import html as lxml_html

from smartregion.core.canonical import canonical_json
from smartregion.reports.rendering import Stamp, book_of
from smartregion.reports.rendering.word import render_docx
from smartregion.reports.rendering.word.blocks import Setter
from smartregion.reports.rendering.word.styles import dress
from smartregion.reports.rendering.word.tables import shares
from tests.factories.reports import chapters, content, full_content
from tests.reports.conftest import TAKEN_AT, stamp

pytestmark = pytest.mark.slow
PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"


CHAPTERS = chapters("summary", "vision", "participation", "outlook", "profiles", "method")


def few(**values):
    """A report of chapters of all sorts; all of them together are tried elsewhere."""
    return content(**{"chapters": CHAPTERS, **values})


def bytes_of(document, **values):
    plain = json.loads(canonical_json(document))
    sealed = Stamp(**{**vars(stamp(plain)), **values})
    return render_docx(book_of(plain, sealed), say=lambda *_said: None).data


def opened(document, **values):
    return Document(BytesIO(bytes_of(document, **values)))


@pytest.fixture(scope="module")
def word():
    return opened({**full_content(), "chapters": CHAPTERS})


def written(markup):
    """One piece of markup as a document."""
    document = Document()
    dress(document, content()["design"])
    setter = Setter(document, lambda _section, _width: None)
    setter.chapter(markup, {})
    return document


def styled(document, name):
    return [each.text for each in document.paragraphs if each.style.name == name]


def fields(document):
    return [each.text.strip() for each in document.element.iter(qn("w:instrText"))]


# -- the whole document ------------------------------------------------------------------------
def test_chapters_are_headings_of_the_first_level(word):
    headings = styled(word, "Heading 1")
    assert headings[0] == "Kurzfassung"
    assert any(each.endswith("Beteiligung") for each in headings)


def test_levels_of_headings_are_not_skipped(word):
    names = [each.style.name for each in word.paragraphs if each.style.name.startswith("Heading")]
    numbers = [int(name[-1]) for name in names if name != "Heading 4"]
    assert all(after <= before + 1 for before, after in itertools.pairwise(numbers))


def test_contents_name_every_chapter_and_lead_there(word):
    assert [each.rstrip("\t") for each in styled(word, "toc 1")] == styled(word, "Heading 1")
    marked = {each.get(qn("w:name")) for each in word.element.iter(qn("w:bookmarkStart"))}
    led = {each.get(qn("w:anchor")) for each in word.element.iter(qn("w:hyperlink"))} - {None}
    assert led
    assert led <= marked


def test_contents_and_lists_are_fields_that_word_brings_up_to_date(word):
    codes = fields(word)
    assert any(each.startswith("TOC \\o") for each in codes)
    assert [each for each in codes if each.startswith("TOC \\h")] == [
        'TOC \\h \\z \\c "Abbildung"',
        'TOC \\h \\z \\c "Tabelle"',
    ]
    assert word.settings.element.find(qn("w:updateFields")) is not None


def test_captions_are_counted_by_word(word):
    captions = [each for each in word.paragraphs if each.style.name == "Caption"]
    counted = [each.text for each in captions if "SEQ" in "".join(fields_of(each))]
    listed = [each.rstrip("\t") for each in styled(word, "table of figures")]
    assert counted
    assert sorted(each.partition(" Kennung")[0] for each in counted) == sorted(listed)


def fields_of(paragraph):
    return [each.text for each in paragraph._p.iter(qn("w:instrText"))]


def test_every_picture_says_what_it_shows(word):
    said = [each._inline.docPr.get("descr") for each in word.inline_shapes]
    assert len(said) > 5
    assert all(len(each) > 20 for each in said)


def test_every_picture_fits_between_the_margins(word):
    assert all(each.width <= Mm(160) for each in word.inline_shapes)


def test_heads_of_tables_are_repeated_and_rows_stay_whole(word):
    assert len(word.tables) > 5
    for table in word.tables:
        first = table._tbl.tr_lst[0]
        assert first.trPr.find(qn("w:tblHeader")) is not None
        assert all(row.trPr.find(qn("w:cantSplit")) is not None for row in table._tbl.tr_lst)


def test_tables_are_named_for_screen_readers(word):
    named = [table._tbl.tblPr.find(qn("w:tblCaption")) for table in word.tables]
    assert all(each is not None for each in named)


def test_language_is_german(word):
    languages = {each.get(qn("w:val")) for each in word.styles.element.iter(qn("w:lang"))}
    assert languages == {"de-DE"}


def test_properties_say_what_it_is_and_when_its_data_were_taken(word):
    properties = word.core_properties
    assert properties.title == "Abschlussbericht Digitalstrategie Musterland"
    assert properties.author == "Landkreis Musterland"
    assert properties.language == "de-DE"
    assert properties.created == datetime.fromisoformat(TAKEN_AT)


def test_design_colours_the_headings(word):
    assert str(word.styles["Heading 1"].font.color.rgb) == "1D3A80"


def test_badges_of_a_profile_are_told_apart():
    document = written(
        '<p><span class="badge">Startprojekt</span> <span class="badge">läuft</span></p>'
    )
    assert document.paragraphs[0].text == "Startprojekt · läuft"


def test_full_wording_of_profiles_is_not_shortened(word):
    assert not any("weitere Meilensteine" in each.text for each in word.paragraphs)
    assert any("Der letzte Satz der Beschreibung." in each.text for each in word.paragraphs)


@pytest.mark.behaviour("R1")
def test_same_book_gives_the_same_bytes():
    with time_machine.travel("2026-06-15"):
        first = bytes_of(few())
    with time_machine.travel("2031-02-03"):
        assert bytes_of(few()) == first


def test_nothing_of_the_template_of_the_library_stays():
    with ZipFile(BytesIO(bytes_of(few()))) as archive:
        names = archive.namelist()
        assert not [name for name in names if "thumbnail" in name or "Effects" in name]
        assert b"python-docx" not in archive.read("docProps/core.xml")


@pytest.mark.behaviour("R7")
def test_draft_says_so_on_every_page():
    draft, final = opened(few(), is_draft=True), opened(few())
    assert "ENTWURF" in draft.sections[0].header._element.xml
    assert "ENTWURF" in draft.sections[0].first_page_header._element.xml
    assert "ENTWURF" not in final.sections[0].header._element.xml


def test_sheet_has_neither_cover_nor_contents():
    document = opened(content(is_publication=False, chapters=chapters("outlook")))
    assert styled(document, "Title") == []
    assert not any(each.startswith("TOC") for each in fields(document))


def test_foreword_stands_before_the_chapters_with_its_picture():
    foreword = {
        "text": "<p>Liebe Leserinnen und Leser</p>",
        "by": "Die Landrätin",
        "picture": PNG,
        "picture_alt": "Eine Frau am Schreibtisch",
    }
    document = opened(few(foreword=foreword))
    assert styled(document, "Heading 1")[0] == "Vorwort"
    assert "Eine Frau am Schreibtisch" in document.element.xml


def test_hostile_texts_are_text():
    nasty = "<script>alert(1)</script> \x00\x0b & <b>"
    document = opened(few(title=nasty, subtitle="x" * 10_000))
    assert "<script>" in styled(document, "Title")[0]


def test_wide_chapter_lies_down():
    markup = '<section class="chapter--wide"><p>Breit</p></section><p>Wieder hoch</p>'
    document = written(markup)
    turned = [each.orientation for each in document.sections]
    assert turned == [WD_ORIENT.PORTRAIT, WD_ORIENT.LANDSCAPE, WD_ORIENT.PORTRAIT]


# -- pieces ------------------------------------------------------------------------------------
def test_words_keep_their_looks_and_their_spaces():
    document = written("<p>Ein <strong>fettes</strong>\n <em>Wort</em>.</p>")
    assert document.paragraphs[0].text == "Ein fettes Wort."
    assert [run.text for run in document.paragraphs[0].runs if run.bold] == ["fettes"]


def test_links_lead_out():
    document = written('<p><a href="https://example.org/">Mehr</a></p>')
    link = next(document.element.iter(qn("w:hyperlink")))
    assert document.part.rels[link.get(qn("r:id"))].target_ref == "https://example.org/"


def test_numbered_lists_begin_anew():
    document = written("<ol><li>eins</li></ol><p>x</p><ol><li>wieder eins</li></ol>")
    numbers = [each.val for each in document.element.iter(qn("w:numId"))]
    assert len(set(numbers)) == 2


def test_lists_inside_of_lists_go_further_in():
    document = written("<ul><li>außen<ul><li>innen</li></ul></li></ul>")
    assert [each.val for each in document.element.iter(qn("w:ilvl"))] == [0, 1]


def test_headings_inside_of_a_text_are_none_of_the_contents():
    document = written('<h1 id="a">Kapitel</h1><div class="prose"><h2>Ausgangslage</h2></div>')
    assert styled(document, "Heading 2") == []
    assert styled(document, "Heading 4") == ["Ausgangslage"]


def test_facts_are_lines_of_term_and_text():
    document = written("<dl><dt>Lead</dt><dd>Amt</dd></dl>")
    assert document.paragraphs[0].text == "Lead: Amt"


def test_traffic_light_is_a_sign_and_a_word():
    document = written('<p><span class="light light--red"></span> <span>gefährdet</span></p>')
    assert document.paragraphs[0].text == "◆ gefährdet"


def test_svg_without_a_chart_is_drawn_from_itself():
    svg = (
        '<figure class="chart"><figcaption>Zeitplan</figcaption><svg viewBox="0 0 720 40" role="img">'
        '<title>Von 2025 bis 2027</title><rect x="0" y="0" width="9" height="9" fill="#3B6FD4"/>'
        '<text x="4" y="20" font-size="14" text-anchor="start" fill="currentColor">2025</text></svg></figure>'
    )
    document = written(svg)
    assert document.inline_shapes[0]._inline.docPr.get("descr") == "Von 2025 bis 2027"


@pytest.mark.parametrize(
    ("columns", "expected"),
    [
        ('<col class="w-60"><col class="w-40">', [0.6, 0.4]),
        ("", [0.5, 0.5]),
        ('<col class="w-40"><col>', [0.4, 0.6]),
        ('<col class="chart__first"><col>', [0.64, 0.36]),
    ],
)
def test_columns_are_as_wide_as_on_paper(columns, expected):
    table = lxml_html.fragment_fromstring(f"<table><colgroup>{columns}</colgroup></table>")
    assert shares(table, 2) == pytest.approx(expected)
