"""Chapters of a manuscript looked at as they will be printed."""

import pytest

from smartregion.reports.actions import Words, include_chapter, write_chapter
from smartregion.reports.models import Manuscript
from tests.factories.accounts import UserFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.manuscripts import chapter_of, manuscript
from tests.reports.test_manuscript_views import text_of, to

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def county():
    return CountyFactory()


@pytest.fixture
def author_client(client_as, consultant):
    return client_as(consultant)


def test_sheet_has_the_markup_of_the_report_and_no_navigation(author_client):
    made = manuscript()
    words = Words(introduction="<p>Unser Ausblick.</p>")
    write_chapter(chapter=chapter_of(made), words=words, lock_version=0, by=UserFactory(), at=NOON)
    response = author_client.get(to("manuscript_sheet", made, "outlook"))
    html = text_of(response)
    assert "Unser Ausblick." in html
    assert 'class="opening"' in html
    assert "<nav" not in html
    assert "frame-ancestors 'self'" in response["Content-Security-Policy"]


def test_typed_words_are_shown_cleaned_and_stored_nowhere(author_client):
    made = manuscript()
    sent = {"introduction": "<p>Noch nicht gespeichert.</p><script>x()</script>"}
    html = text_of(author_client.post(to("manuscript_sheet", made, "outlook"), sent))
    assert "Noch nicht gespeichert." in html
    assert "<script>x()" not in html
    assert chapter_of(made).introduction == ""


def test_sheet_of_what_is_left_out_says_so(author_client):
    made = manuscript()
    include_chapter(chapter=chapter_of(made), is_included=False, by=UserFactory(), at=NOON)
    html = text_of(author_client.get(to("manuscript_sheet", made, "outlook")))
    assert "Dieses Kapitel ist weggelassen." in html


def test_sheet_of_a_chapter_that_the_manuscript_does_not_have_is_not_there(author_client):
    assert author_client.get(to("manuscript_sheet", manuscript(), "unbekannt")).status_code == 404


def test_sheet_without_county_says_what_to_do(author_client, county):
    made = manuscript()
    county.delete()
    html = text_of(author_client.get(to("manuscript_sheet", made, "outlook")))
    assert "Profil des Landkreises" in html


def test_style_of_the_sheet_loads_fonts_from_our_own_address(author_client):
    response = author_client.get(to("sheet_style", manuscript()))
    assert response["Content-Type"].startswith("text/css")
    css = response.content.decode()
    assert "asset:" not in css
    assert "/vendor/" in css


def test_preview_leafs_through_what_is_in_the_report(author_client):
    made = manuscript()
    Manuscript.objects.update(foreword="<p>Liebe</p>")
    html = text_of(author_client.get(to("manuscript_preview", made)))
    assert "Vorwort" in html
    assert to("manuscript_sheet", made, "vorwort") in html
    second = text_of(author_client.get(to("manuscript_preview", made), {"kapitel": "outlook"}))
    assert to("manuscript_sheet", made, "outlook") in second
