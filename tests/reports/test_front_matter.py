"""What stands before the first chapter: it leads to the right pages."""

import re

import pytest

from tests.factories.reports import content, full_content
from tests.reports.conftest import Book

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("printed report")]

PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
LINE = re.compile(r"^(?:Abbildung |Tabelle )?([0-9A-Z][\d.]*)\s+(\S.*?)\s*\n?(\d+)$", re.MULTILINE)


def front(book: Book) -> str:
    """The text of all pages between cover and first chapter."""
    outline = book.reader.outline
    first = book.reader.get_destination_page_number(outline[0])
    return "\n".join(book.pages[1:first])


@pytest.mark.behaviour("R4")
def test_page_numbers_of_contents_and_lists_are_those_of_the_pages(book):
    entries = LINE.findall(front(book))
    assert len(entries) >= 30
    for _number, title, page in entries:
        assert _squeezed(title)[:25] in _squeezed(book.pages[int(page) - 1]), (title, page)


def _squeezed(text: str) -> str:
    return " ".join(text.split())


@pytest.mark.behaviour("R4")
def test_numbers_are_printed_on_the_pages_they_count(book):
    for number, text in enumerate(book.pages[1:], 2):
        assert text.rstrip().endswith(f"\n{number}")


def test_contents_read_without_rows_of_dots(book):
    assert ".." not in front(book)


@pytest.mark.behaviour("R4")
def test_links_of_the_contents_lead_into_other_parts(book):
    notes = [note.get_object() for page in book.reader.pages for note in page.get("/Annots", ())]
    targets = {str(note["/Dest"]) for note in notes if "/Dest" in note}
    assert {"summary", "occasion", "profiles-1", "profiles-3", "method-2", "abb-k-1"} <= targets
    assert targets <= set(book.reader.named_destinations)
    addresses = {str(note["/A"]["/URI"]) for note in notes if "/A" in note}
    assert not {each for each in addresses if each.startswith("part:")}


@pytest.mark.behaviour("R4")
def test_bookmarks_are_chapters_with_their_sections(book):
    chapters = [entry.title for entry in book.reader.outline if not isinstance(entry, list)]
    named = [each["key"] for each in full_content()["chapters"]]
    assert len(chapters) == len(named)
    assert chapters[0] == "Kurzfassung"
    assert chapters[1].startswith("1 ")
    assert chapters[-1].startswith("E Anhang:") or chapters[-1].endswith("Daten und Methode")


def test_profiles_are_bookmarks_below_their_chapter(book):
    entries = book.reader.outline
    chapters = [entry.title for entry in entries if not isinstance(entry, list)]
    place = next(
        number
        for number, entry in enumerate(entries)
        if not isinstance(entry, list) and "Steckbriefe" in entry.title
    )
    assert "Lernzentrum" in [
        entry.title for entry in entries[place + 1] if not isinstance(entry, list)
    ]
    assert "Lernzentrum" not in chapters


def test_abbreviations_of_the_text_are_explained(book):
    assert "SHA-256" in front(book)
    assert "Prüfsumme (Secure Hash Algorithm)" in _squeezed(front(book))


def test_cover_and_foreword_show_what_somebody_chose(print_book):
    foreword = {
        "text": "<p>Liebe Bürgerinnen und Bürger.</p>", "by": "Der Landrat",
        "picture": PNG, "picture_alt": "Der Landrat vor dem Kreishaus",
    }  # fmt: skip
    design = {**content()["design"], "partner": {"name": "Beratung Muster", "logo": PNG}}
    book = print_book(content(foreword=foreword, design=design, subtitle="Was bis 2030 entsteht"))
    assert "Was bis 2030 entsteht" in book.pages[0]
    alternatives = [str(each.Alt) for each in book.elements("Figure")]
    assert {"Logo: Beratung Muster", "Der Landrat vor dem Kreishaus"} <= set(alternatives)
    assert "Liebe Bürgerinnen und Bürger." in book.pages[1]
    assert "Inhalt" in book.pages[2]
    assert book.reader.outline[0].title == "Vorwort"
