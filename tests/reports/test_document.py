"""The printed report, read back as machines and people with a screen reader read it."""

import itertools
import re

import page
import pytest

from smartregion.core.pdf.cell.mending import marks_of_the_text
from tests.factories.reports import chapters, content, passage
from tests.reports.conftest import Book

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


def test_words_at_line_ends_are_whole_when_read_aloud(book):
    assert "\N{HYPHEN}" not in book.text
    assert "Verwaltungsdigitalisierungskoordination" in book.text


@pytest.mark.behaviour("R5")
def test_letters_and_signs_of_german_are_right(book):
    assert "Größe, Straße, Öl: „Umlaute“ und 1.250 €." in _squeezed(book.text)
    assert "285.000\xa0€" in book.text.replace("285.000 €", "285.000\xa0€")


def test_header_and_footer_are_not_part_of_the_text(book):
    known = marks_of_the_text(book.pdf)
    for sheet in book.pdf.pages[1:]:
        sheet.contents_coalesce()
        content = sheet.Contents.read_bytes()
        # The owner at the foot, and the number that was laid over.
        assert content.count(b"/Artifact <</Type /Pagination>> BDC") >= 2
        assert {int(mark) for mark in re.findall(rb"/MCID (\d+)", content)} <= known[
            sheet.obj.objgen
        ]


def _squeezed(text):
    return " ".join(text.split())


def test_what_was_not_reported_is_named(book):
    text = _squeezed(book.pages[book.page_with("lag zum Stichtag keine Meldung vor") - 1])
    assert "HF9-M09 Funkloch schließen" in text


def test_annex_tells_the_hash_and_the_gaps(book):
    annex = _squeezed("".join(book.pages[book.page_with("Prüfsummen (SHA-256)") - 1 :]))
    assert "c" * 20 in annex
    assert "n = 63" in annex
    assert "63 Beispieldaten" in annex
    assert "1 nicht gemeldet" in annex


def test_script_and_foreign_images_of_texts_do_not_reach_the_report(print_book, caplog):
    body = '<p>Text</p><script>alert(1)</script><img src="http://127.0.0.1:9/x.png">'
    book = print_book(
        content(reading={**content()["reading"], "vision": [passage("V", body=body)]})
    )
    without = print_book(
        content(reading={**content()["reading"], "vision": [passage("V", body="<p>Text</p>")]})
    )
    assert "alert" not in book.text
    assert len(book.elements("Figure")) == len(without.elements("Figure"))
    assert "blocked" not in caplog.text


def test_address_behind_words_is_a_footnote_on_its_page(print_book):
    body = '<p>Mehr steht im <a href="https://example.org/netz">Netz der Gemeinden</a>.</p>'
    parts = [{**chapters("outlook")[0], "conclusion": body}, *chapters("method")]
    book = print_book(content(chapters=parts))
    assert failures(book, "ua1") == set()
    sheet = _squeezed(next(text for text in book.pages if "Netz der Gemeinden" in text))
    assert sheet.count("https://example.org/netz") == 1
    assert sheet.index("Netz der Gemeinden") < sheet.index("https://example.org/netz")
