"""Profiles in the report: one page each, whatever is in them."""

import pytest

from smartregion.core.pdf.kept import Kept
from smartregion.reports.rendering import RenderFailed, Stamp
from smartregion.reports.rendering.press import sheets
from smartregion.reports.rendering.profiles import Sheet
from tests.factories.reports import chapters, content, empty_measure, measure, overfull_measure
from tests.reports.conftest import Book, printed

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("printed report")]

WORD = "Donaudampfschifffahrtsgesellschaft "


def page_of(book: Book, anchor: str) -> int:
    """Counted from 0."""
    number = book.reader.get_destination_page_number(book.reader.named_destinations[anchor])
    assert number is not None
    return number


@pytest.mark.behaviour("R5")
def test_every_profile_is_exactly_one_page(book):
    first = page_of(book, "profiles-1")
    assert [page_of(book, f"profiles-{n}") for n in (1, 2, 3)] == [first, first + 1, first + 2]
    for text, number in zip(book.pages[first:], ("HF1-M01", "HF1-M02", "HF1-M03"), strict=False):
        assert number in text
    assert "HF1-M03" not in book.pages[first + 1]


@pytest.mark.behaviour("R5")
def test_profile_that_is_too_long_says_so_and_is_complete_behind_the_others(book):
    sheet = page_of(book, "profiles-3")
    assert "gekürzt" in book.pages[sheet]
    assert "Der letzte Satz der Beschreibung." not in book.pages[sheet]
    rest = " ".join("".join(book.pages[sheet + 1 :]).split())
    assert "Der letzte Satz der Beschreibung." in rest
    assert "Gemeinde 29" in rest
    assert "Verein 19" in rest


def test_profile_that_fits_is_not_shortened(book):
    assert "gekürzt" not in book.pages[page_of(book, "profiles-1")]


@pytest.mark.behaviour("R5")
def test_twenty_profiles_of_all_lengths_take_twenty_pages(print_book):
    makers = (measure, empty_measure, overfull_measure)
    many = [makers[n % 3](f"HF1-M{n:02}", f"Maßnahme {n}") for n in range(20)]
    book = print_book(content(*many, chapters=chapters("profiles")))
    pages = [page_of(book, f"profiles-{n}") for n in range(1, 21)]
    assert pages == list(range(pages[0], pages[0] + 20))


@pytest.mark.behaviour("R3")
def test_title_of_10_000_letters_is_cut_on_its_profile(print_book):
    long = measure("HF1-M07", (WORD * 300)[:10_000])
    book = print_book(content(long, chapters=chapters("profiles")))
    assert "HF1-M07" in book.pages[page_of(book, "profiles-1")]


@pytest.mark.behaviour("R3")
def test_profile_that_never_fits_fails_with_its_number(monkeypatch):
    written = Sheet.html

    def longer(sheet: Sheet, stamp: Stamp) -> str:
        more = '<p style="break-before: page">Mehr</p>'
        return written(sheet, stamp) + more * (sheet.measure["card"]["number"] == "HF1-M03")

    monkeypatch.setattr(Sheet, "html", longer)
    monkeypatch.setattr(sheets, "LEVELS", sheets.LEVELS[:2])
    with pytest.raises(RenderFailed) as failure:
        printed(content(measure(), overfull_measure(), chapters=chapters("profiles")), Kept(None))
    assert "HF1-M03" in str(failure.value)
    assert failure.value.why == "Der Steckbrief HF1-M03 passt auch gekürzt nicht auf eine Seite."
