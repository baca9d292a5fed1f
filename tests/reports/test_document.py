"""The printed report, read back as machines and people with a screen reader read it."""

import itertools
import re

import page
import pytest

from smartregion.core.pdf.finish import _marks_of_the_text
from tests.factories.reports import content, full_content, passage
from tests.reports.conftest import Book, printed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("printed report")]

# The checker compares /Length with the bytes before "endstream" and takes a data byte 0x0D for
# part of the line end, so one stream in 256 is reported although it is right.
PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
CHECKER_ERROR = "PDFA3A-STREAM-LENGTH-001"


def failures(book: Book, profile: str) -> set[str]:
    report = page.validate_pdf(str(book.file), profile=profile)
    return {failure.rule_id for failure in report.failures}


@pytest.mark.behaviour("R4")
def test_report_is_accessible_by_the_rules_of_pdf_ua(book):
    assert failures(book, "ua1") == set()


def test_report_can_be_archived_by_the_rules_of_pdf_a(book):
    assert failures(book, "3a") <= {CHECKER_ERROR}


def test_report_with_a_logo_of_dots_is_still_fit_for_the_archive(print_book):
    county = {**content()["county"], "logo": PNG}
    book = print_book(content(county=county))
    assert failures(book, "3a") <= {CHECKER_ERROR}
    assert "Logo: Landkreis Musterland" in [str(each.Alt) for each in book.elements("Figure")]


def test_report_of_a_new_county_is_accessible_too(print_book):
    book = print_book(content(reading={**content()["reading"], "fields": [], "closing": []}))
    assert failures(book, "ua1") == set()
    assert "Maßnahmen sind noch nicht eingetragen." in book.text


@pytest.mark.behaviour("R4")
def test_report_says_what_it_is_and_in_which_language(book):
    root, info = book.pdf.Root, book.pdf.docinfo
    assert str(root.Lang) == "de"
    assert root.MarkInfo.Marked
    assert root.ViewerPreferences.DisplayDocTitle
    assert str(info.Title) == "Abschlussbericht Digitalstrategie Musterland"
    assert str(info.Author) == "Landkreis Musterland"
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root.Metadata.read_bytes()


@pytest.mark.behaviour("R4")
def test_every_figure_tells_its_numbers(book):
    texts = [str(figure.Alt) for figure in book.elements("Figure")]
    assert any("Antwort 1: 40 (66,7\xa0%)" in text for text in texts)
    assert any("nicht gemeldet: 1" in text for text in texts)
    assert all(len(text) > 20 for text in texts)


def test_every_table_has_headers_with_a_scope(book):
    tables, headers = book.elements("Table"), book.elements("TH")
    assert len(tables) > 10
    assert {str(header.A.Scope) for header in headers} == {"/Column", "/Row"}
    assert all(_has_header(table) for table in tables)


def _has_header(element):
    if str(element.get("/S")) == "/TH":
        return True
    children = element.get("/K", [])
    return any(_has_header(child) for child in children if hasattr(child, "keys"))


def test_headings_skip_no_level(book):
    levels = [int(str(element.S)[2]) for element in _headings(book)]
    assert levels[0] == 1
    assert all(after - before <= 1 for before, after in itertools.pairwise(levels))


def _headings(book):
    return [each for each in book.structure if re.fullmatch(r"/H[1-6]", str(each.S))]


@pytest.mark.behaviour("R4")
def test_bookmarks_lead_through_the_chapters(book):
    outline = book.reader.outline
    chapters = [entry.title for entry in outline if not isinstance(entry, list)]
    assert chapters == [
        "Kurzfassung",
        "1 Anlass und Vorgehen",
        "2 Vision und Leitlinien",
        "3 Beteiligung",
        "4 Handlungsfelder",
        "5 Maßnahmen im Überblick",
        "6 Steckbriefe der Schlüsselprojekte",
        "7 Evaluation",
        "8 Organisation und Ausblick",
        "A Anhang: Daten und Methode",
    ]


@pytest.mark.behaviour("R4")
def test_page_numbers_of_the_contents_are_those_of_the_pages(book):
    entries = re.findall(r"^(?:[\dA]\S*) (.+?) (\d+)$", _contents(book), re.MULTILINE)
    assert len(entries) >= 15
    for title, number in entries:
        assert title[:25] in _squeezed(book.pages[int(number) - 1]), (title, number)


def _contents(book):
    # A number stands at the right edge; the text of the file has it on a line of its own.
    return re.sub(r"\s*\n(\d+)$", r" \1", book.pages[1], flags=re.MULTILINE)


def _squeezed(text):
    return " ".join(text.split())


def test_contents_read_without_rows_of_dots(book):
    assert ".." not in book.pages[1]


def test_words_at_line_ends_are_whole_when_read_aloud(book):
    assert "\N{HYPHEN}" not in book.text
    assert "Verwaltungsdigitalisierungskoordination" in book.text


@pytest.mark.behaviour("R5")
def test_letters_and_signs_of_german_are_right(book):
    assert "Größe, Straße, Öl: „Umlaute“ und 1.250 €." in _squeezed(book.text)
    assert "285.000\xa0€" in book.text.replace("285.000 €", "285.000\xa0€")


def test_header_and_footer_are_not_part_of_the_text(book):
    known = _marks_of_the_text(book.pdf)
    for sheet in book.pdf.pages[1:]:
        content = sheet.Contents.read_bytes()
        assert b"/Artifact <</Type /Pagination>> BDC" in content
        assert {int(mark) for mark in re.findall(rb"/MCID (\d+)", content)} <= known[
            sheet.obj.objgen
        ]


def test_links_of_the_contents_lead_to_chapters_and_sections(book):
    notes = [note.get_object() for note in book.reader.pages[1]["/Annots"]]
    targets = {str(note["/Dest"]) for note in notes if note["/Subtype"] == "/Link"}
    assert {"summary", "situation", "profiles-1", "profiles-3", "annex-2"} <= targets
    assert targets <= set(book.reader.named_destinations)


def test_what_was_not_reported_is_named(book):
    text = _squeezed(book.pages[book.page_with("Nicht gemeldet") - 1])
    assert "HF9-M09 Funkloch schließen" in text


def test_annex_tells_the_hash_and_the_gaps(book):
    annex = _squeezed("".join(book.pages[book.page_with("Prüfsummen (SHA-256)") - 1 :]))
    assert "c" * 20 in annex
    assert "n = 63" in annex
    assert "63 Beispieldaten" in annex
    assert "1 nicht gemeldet" in annex


# -- profiles ----------------------------------------------------------------------------------
@pytest.mark.behaviour("R5")
def test_every_profile_is_exactly_one_page(book):
    opening = book.page_with("Verzeichnis der Schlüsselprojekte")
    after = book.page_with("Evaluation 2025, Stichtag 31.12.2025: 4")
    sheets = book.pages[opening : after - 1]
    assert len(sheets) == 3
    for sheet, number in zip(sheets, ("HF1-M01 ·", "HF1-M02 ·", "HF1-M03 ·"), strict=True):
        assert number in sheet


def test_profile_that_is_too_long_says_so_and_is_complete_in_the_annex(book):
    sheet = book.page_with("HF1-M03 ·")
    assert "Auf eine Seite gekürzt" in book.pages[sheet - 1]
    assert "Der letzte Satz der Beschreibung." not in book.pages[sheet - 1]
    annex = _squeezed("".join(book.pages[book.page_with("Vollständige Texte gekürzter") - 1 :]))
    assert "Der letzte Satz der Beschreibung." in annex
    assert "Gemeinde 29" in annex
    assert "Verein 19" in annex


def test_profile_that_fits_is_not_shortened(book):
    assert "gekürzt" not in book.pages[book.page_with("HF1-M01 ·") - 1]


# -- the same again ----------------------------------------------------------------------------
def test_same_content_gives_the_same_file():
    small = content()
    assert printed(small).data == printed(small).data


def test_script_and_foreign_images_of_texts_do_not_reach_the_report(print_book, caplog):
    body = '<p>Text</p><script>alert(1)</script><img src="http://127.0.0.1:9/x.png">'
    book = print_book(
        content(reading={**content()["reading"], "vision": [passage("V", body=body)]})
    )
    assert "alert" not in book.text
    assert len(book.elements("Figure")) == 1
    assert "blocked" not in caplog.text


def test_full_content_has_every_chapter_filled(book):
    assert not re.search(r"noch nicht (?:beschrieben|eingetragen|benannt)", book.text)
    assert len(book.pages) == len(book.pdf.pages)
    assert full_content() == full_content()
