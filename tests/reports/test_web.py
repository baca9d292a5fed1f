"""Reports as web pages: the file that stands alone, and the pages of the site."""

import itertools
import json
import re
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse
from lxml import html as lxml_html

from smartregion.core.canonical import canonical_json
from smartregion.core.snapshots import freeze
from smartregion.reports.rendering import Stamp, book_of
from smartregion.reports.rendering.book import Written
from smartregion.reports.rendering.web import render_html
from smartregion.reports.rendering.web.screen import on_a_sheet, on_screen
from tests.factories import report_parts as parts
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.reports import ReportFactory, chapters, content, full_content, measure
from tests.reports.conftest import stamp

KEYS = ("summary", "vision", "participation", "outlook", "profiles", "method")
CHAPTERS = chapters(*KEYS)
PNG = "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAIAAACQd1PeAAAADElEQVR4nGNgYGAAAAAEAAH2FzhVAAAAAElFTkSuQmCC"
FOREWORD = {
    "text": "<p>Liebe Leserinnen</p>",
    "by": "Die Landrätin",
    "picture": PNG,
    "picture_alt": "Am Schreibtisch",
}


def file_of(document, **values):
    plain = json.loads(canonical_json(document))
    sealed = Stamp(**{**vars(stamp(plain)), **values})
    return render_html(book_of(plain, sealed), say=lambda *_said: None).data.decode()


def shown(markup, **options):
    return on_screen(Written(markup, []), **options)


# -- the file that stands alone ----------------------------------------------------------------
@pytest.fixture(scope="module")
def page():
    return file_of({**full_content(), "chapters": CHAPTERS, "foreword": FOREWORD})


@pytest.mark.slow
def test_file_needs_nothing_else(page):
    tree = lxml_html.document_fromstring(page)
    assert not list(tree.iter("script", "link", "iframe", "object"))
    loaded = [
        each.get("src") for each in tree.iter() if isinstance(each.tag, str) and each.get("src")
    ]
    assert all(each.startswith("data:") for each in loaded)
    asked = re.findall(r"url\(\s*[\"']?([^\"')]*)", page)
    assert all(each.startswith("data:") for each in asked)
    assert "default-src 'none'" in page


@pytest.mark.slow
def test_every_link_inside_the_file_leads_somewhere(page):
    tree = lxml_html.document_fromstring(page)
    places = {each.get("id") for each in tree.iter() if isinstance(each.tag, str)}
    led = {each.get("href") for each in tree.iter("a")}
    assert {each[1:] for each in led if each.startswith("#")} <= places


@pytest.mark.slow
def test_names_of_places_are_given_once(page):
    tree = lxml_html.document_fromstring(page)
    places = [
        each.get("id") for each in tree.iter() if isinstance(each.tag, str) and each.get("id")
    ]
    assert len(places) == len(set(places))


@pytest.mark.slow
def test_file_has_one_main_heading_and_skips_no_level(page):
    tree = lxml_html.document_fromstring(page)
    levels = [int(each.tag[1]) for each in tree.iter("h1", "h2", "h3", "h4", "h5", "h6")]
    assert levels.count(1) == 1
    main = [int(each.tag[1]) for each in tree.find(".//main").iter("h2", "h3", "h4", "h5", "h6")]
    assert all(after <= before + 1 for before, after in itertools.pairwise(main))


@pytest.mark.slow
def test_foreword_has_its_picture_with_words(page):
    assert 'alt="Am Schreibtisch"' in page


@pytest.mark.slow
@pytest.mark.behaviour("R1")
def test_same_book_gives_the_same_file():
    document = content(chapters=CHAPTERS)
    with time_machine.travel("2026-06-15"):
        first = file_of(document)
    with time_machine.travel("2031-02-03"):
        assert file_of(document) == first


@pytest.mark.slow
@pytest.mark.behaviour("R7")
def test_draft_says_so_first():
    document = content(chapters=chapters("outlook"))
    draft = file_of(document, is_draft=True)
    assert draft.index("ENTWURF") < draft.index('<div class="web-report">')
    assert "ENTWURF" not in file_of(document)


@pytest.mark.slow
def test_hostile_titles_are_text():
    made = file_of(content(title="</style><script>alert(1)</script>", chapters=chapters("outlook")))
    assert "<script" not in made


# -- markup for a sheet in a frame ------------------------------------------------------------
def test_wide_tables_of_a_sheet_scroll_by_themselves_and_have_a_name():
    made = on_a_sheet(
        "<table><caption>Kosten</caption><tr><td>1</td><td>2</td><td>3</td></tr></table>"
        "<table><tr><td>1</td><td>2</td></tr></table>"
    )
    assert made.count("table-scroll") == 1
    assert 'tabindex="0" aria-label="Kosten"><table><caption>Kosten</caption>' in made


def test_sheet_keeps_the_widths_and_drawings_of_the_print():
    markup = '<svg viewBox="0 0 9 9"></svg><table><colgroup><col class="w-20"></colgroup></table>'
    assert on_a_sheet(markup) == markup


# -- markup for screens ------------------------------------------------------------------------
def test_wide_tables_scroll_by_keyboard_too():
    made = shown("<table><tr><td>1</td><td>2</td><td>3</td></tr></table>danach")
    assert (
        '<div class="table-scroll" role="region" tabindex="0" aria-label="Tabelle"><table' in made
    )
    assert made.endswith("danach")


def test_small_tables_stay_as_they_are():
    assert "table-scroll" not in shown("<table><tr><td>1</td><td>2</td></tr></table>")


def test_figures_have_a_drawing_for_phones():
    plain = json.loads(canonical_json({**full_content(), "chapters": chapters("participation")}))
    chapter = book_of(plain, stamp(plain)).chapters[0]
    made = on_screen(chapter.written())
    assert made.count('class="chart__wide"') == made.count('class="chart__narrow"') > 0
    assert 'href="#abb-1-1"' in made


def test_drawings_are_kept_as_they_are():
    svg = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><title>x</title></svg>'
    assert svg in shown(f"<p>{svg}</p>")


def test_headings_go_deeper_where_the_page_has_one():
    assert shown("<h1>a</h1><h3>b</h3>", deeper=1) == "<h2>a</h2><h4>b</h4>"


def test_links_to_other_chapters_find_their_way():
    made = shown(
        '<p id="hier"><a href="#hier">1</a><a href="#dort">2</a></p>', elsewhere="/x/?stelle="
    )
    assert 'href="#hier"' in made
    assert 'href="/x/?stelle=dort"' in made


# -- the pages of the site ---------------------------------------------------------------------
@pytest.fixture
def report(db):
    CountyFactory()
    document = content(chapters=CHAPTERS, foreword=FOREWORD)
    frozen = freeze(kind="report", subject="", content=document, by=None, at=NOON, schema_version=2)
    return ReportFactory(released=True, snapshot=frozen, slug="bericht-2026")


def address(key="", slug="bericht-2026"):
    names = [slug, key] if key else [slug]
    return reverse("reports:web_chapter" if key else "reports:web_report", args=names)


def test_contents_lead_to_every_chapter(anonymous_client, report):
    html = anonymous_client.get(address()).content.decode()
    assert all(address(key) in html for key in KEYS)
    assert "Liebe Leserinnen" in html


def test_chapter_is_read_without_a_cookie(anonymous_client, report):
    response = anonymous_client.get(address("vision"))
    assert response.status_code == 200
    assert not response.cookies
    html = response.content.decode()
    assert html.count("<h1") == 1
    assert 'lang="de"' in html


def test_chapters_lead_on_to_their_neighbours(anonymous_client, report):
    html = anonymous_client.get(address("vision")).content.decode()
    assert f'rel="prev" href="{address("summary")}"' in html
    assert f'rel="next" href="{address("participation")}"' in html
    assert 'rel="prev"' not in anonymous_client.get(address("summary")).content.decode()


def test_place_is_found_in_whichever_chapter_it_is(anonymous_client, report):
    response = anonymous_client.get(address(), {"stelle": "vision-2"})
    assert response["Location"] == f"{address('vision')}#vision-2"
    assert anonymous_client.get(address(), {"stelle": "nirgends"}).status_code == 404
    assert anonymous_client.get(address(), {"stelle": '"><b'}).status_code == 404


def test_measure_is_found_at_its_own_profile(anonymous_client, db):
    """By its key, where another profile that depends on it names it, too."""
    CountyFactory()
    wanted, other, absent = (str(uuid4()) for _each in range(3))
    needing = [{**parts.needs("HF1-M02", "Gesucht"), "id": wanted}]
    document = content(
        measure("HF1-M01", "Zuerst", card={"id": other}, dependencies=needing),
        measure("HF1-M02", "Gesucht", card={"id": wanted}),
        chapters=chapters("profiles", "outlook"),
    )
    frozen = freeze(kind="report", subject="", content=document, by=None, at=NOON, schema_version=2)
    ReportFactory(released=True, snapshot=frozen, slug="bericht-2027")
    reading = address(slug="bericht-2027")
    found = anonymous_client.get(reading, {"stelle": wanted})
    assert found["Location"] == f"{address('profiles', 'bericht-2027')}#profiles-2"
    assert anonymous_client.get(reading, {"stelle": absent}).status_code == 404


def test_what_stands_in_no_section_leads_to_the_contents(anonymous_client, db):
    CountyFactory()
    thing = str(uuid4())
    document = content(measure(card={"id": thing}), chapters=chapters("summary"))
    frozen = freeze(kind="report", subject="", content=document, by=None, at=NOON, schema_version=2)
    ReportFactory(released=True, snapshot=frozen, slug="bericht-2027")
    reading = address(slug="bericht-2027")
    assert anonymous_client.get(reading, {"stelle": thing})["Location"] == reading


@pytest.mark.behaviour("R12")
def test_what_is_not_released_is_not_read(anonymous_client, db):
    draft = ReportFactory(ready=True)
    assert anonymous_client.get(address(slug=str(draft.pk))).status_code == 404
    assert anonymous_client.get(address("summary", str(draft.pk))).status_code == 404


def test_unknown_chapter_is_not_found(anonymous_client, report):
    assert anonymous_client.get(address("gibt-es-nicht")).status_code == 404


def test_withdrawn_report_says_so_on_every_page(anonymous_client, report):
    report.withdrawn_at, report.withdrawn_reason = NOON, "Eine Zahl war falsch."
    report.save()
    for key in ("", "summary"):
        assert "Eine Zahl war falsch." in anonymous_client.get(address(key)).content.decode()


def test_chapter_takes_few_queries_however_long_the_report(
    anonymous_client, report, django_assert_max_num_queries
):
    anonymous_client.get(address("summary"))
    with django_assert_max_num_queries(4):
        anonymous_client.get(address("summary"))


@pytest.mark.behaviour("R13")
def test_tampered_snapshot_is_not_shown(anonymous_client, report):
    type(report.snapshot).objects.filter(pk=report.snapshot.pk).update(content='{"title": "x"}')
    response = anonymous_client.get(address())
    assert response.status_code == 409
