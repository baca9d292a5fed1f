"""The pages of manuscripts, as the consultant walks through them."""

import re

import pytest
from django.urls import reverse

from measures.models import CostLine
from smartregion.reports.actions import (
    Words,
    add_own_chapter,
    archive_manuscript,
    take_exhibit,
    write_chapter,
)
from smartregion.reports.models import Exhibit, Kind, Manuscript, Report
from tests.factories.accounts import UserFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.manuscripts import chapter_of, manuscript
from tests.factories.measure_money import CostLineFactory
from tests.factories.strategy import whole_version
from tests.reports.test_manuscripts import photograph

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def county():
    return CountyFactory()


@pytest.fixture
def author_client(client_as, consultant):
    return client_as(consultant)


def to(name, made, *args):
    return reverse(f"reports:{name}", args=[made.pk, *args])


def text_of(response):
    return " ".join(response.content.decode().split())


# -- list and beginning ------------------------------------------------------------------------
def test_list_shows_what_is_in_work_and_behind_a_link_what_is_not(author_client):
    address = reverse("reports:manuscript_list")
    assert "Noch kein Manuskript" in text_of(author_client.get(address))
    manuscript(title="In Arbeit")
    archive_manuscript(manuscript=manuscript(title="Beiseite"), by=UserFactory(), at=NOON)
    html = text_of(author_client.get(address))
    assert "In Arbeit" in html
    assert "Beiseite" not in html
    assert "1 abgelegtes Manuskript zeigen" in html
    assert "Beiseite" in text_of(author_client.get(address, {"abgelegt": "1"}))


def test_list_takes_the_same_queries_for_one_and_many(author_client, django_assert_num_queries):
    address = reverse("reports:manuscript_list")
    version = whole_version(adopted=True)
    manuscript(version=version)
    author_client.get(address)
    for _round in (1, 3):
        with django_assert_num_queries(7):
            author_client.get(address)
        manuscript(version=version)
        manuscript(version=version)


@pytest.mark.parametrize("kind", Kind.values)
def test_every_kind_can_be_begun_from_its_form(author_client, kind):
    whole_version(adopted=True)
    assert author_client.get(reverse("reports:manuscript_create", args=[kind])).status_code == 200


def test_unknown_kind_is_not_found(author_client):
    assert (
        author_client.get(reverse("reports:manuscript_create", args=["roman"])).status_code == 404
    )


def test_beginning_takes_the_usual_and_makes_a_title(author_client):
    version = whole_version(adopted=True)
    address = reverse("reports:manuscript_create", args=["final"])
    assert f'<option value="{version.pk}" selected>' in text_of(author_client.get(address))
    response = author_client.post(address, {"version": version.pk, "title": "", "subtitle": ""})
    made = Manuscript.objects.get()
    assert response.url == made.get_absolute_url()
    assert made.title == f"Abschlussbericht {version.strategy.title}"


def test_missing_subject_is_told_and_typed_words_stay(author_client):
    address = reverse("reports:manuscript_create", args=["final"])
    html = text_of(author_client.post(address, {"version": "", "title": "Mein Titel"}))
    assert "Bitte prüfen Sie Ihre Eingaben" in html
    assert "Mein Titel" in html


# -- page and outline --------------------------------------------------------------------------
def test_page_lists_chapters_annexes_and_what_is_to_do(author_client):
    made = manuscript()
    html = text_of(author_client.get(made.get_absolute_url()))
    for word in ("Gliederung", "Anhänge", "Ausblick", "Bericht bestellen", "Vorwort schreiben"):
        assert word in html


def test_page_takes_the_same_queries_for_few_and_many_chapters(
    author_client, django_assert_num_queries
):
    made = manuscript()
    author_client.get(made.get_absolute_url())
    with django_assert_num_queries(QUERIES_OF_PAGE):
        author_client.get(made.get_absolute_url())
    for title in ("Dank", "Presse", "Zahlen"):
        add_own_chapter(manuscript=made, words=Words(title=title), by=UserFactory(), at=NOON)
    with django_assert_num_queries(QUERIES_OF_PAGE):
        author_client.get(made.get_absolute_url())


QUERIES_OF_PAGE = 11


def test_analyst_reads_and_does_not_write(client_as, analyst):
    made = manuscript()
    html = text_of(client_as(analyst).get(made.get_absolute_url()))
    assert "Gliederung" in html
    assert "Weglassen" not in html
    assert "Bericht bestellen" not in html


def test_moving_and_leaving_out_work_without_a_script(author_client):
    made = manuscript()
    response = author_client.post(to("chapter_move", made, "outlook"), {"direction": "up"})
    assert response.url == f"{made.get_absolute_url()}#row-outlook"
    author_client.post(to("chapter_include", made, "outlook"), {"included": "0"})
    assert not chapter_of(made).is_included
    author_client.post(to("chapter_include", made, "outlook"), {"included": "1"})
    assert chapter_of(made).is_included


def test_outline_alone_is_drawn_anew_for_the_script(author_client):
    made = manuscript()
    headers = {"HX-Request": "true", "HX-Target": "outline"}
    response = author_client.post(
        to("chapter_move", made, "outlook"), {"place": "0"}, headers=headers
    )
    html = text_of(response)
    assert html.startswith('<form method="post" id="outline"')
    assert html.index("row-outlook") < html.index("row-occasion")


# -- words -------------------------------------------------------------------------------------
def test_consultant_writes_as_consultant(author_client):
    made = manuscript()
    address = to("chapter_edit", made, "outlook")
    assert re.search(r'value="consultant"[^>]*checked', text_of(author_client.get(address)))
    sent = {"introduction": "<p>Unsere Sicht.</p>", "written_by": "consultant", "lock_version": "0"}
    assert author_client.post(address, sent).url == address
    assert chapter_of(made).introduction == "<p>Unsere Sicht.</p>"


def test_conflict_shows_both_texts_and_can_be_saved_knowingly(author_client, office):
    made = manuscript()
    words = Words(introduction="<p>Von der Stabsstelle.</p>")
    write_chapter(chapter=chapter_of(made), words=words, lock_version=0, by=office, at=NOON)
    address = to("chapter_edit", made, "outlook")
    sent = {"introduction": "<p>Von der Beratung.</p>", "written_by": "consultant"}
    response = author_client.post(address, {**sent, "lock_version": "0"})
    assert response.status_code == 409
    html = text_of(response)
    assert "Von der Stabsstelle." in html
    assert "Von der Beratung." in html
    assert 'name="lock_version" value="1"' in html
    author_client.post(address, {**sent, "lock_version": "1"})
    assert chapter_of(made).introduction == "<p>Von der Beratung.</p>"


def test_conflict_of_subjects_and_foreword_are_told_too(author_client):
    made = manuscript()
    Manuscript.objects.update(lock_version=3, foreword="<p>Anderes</p>")
    sent = {"version": made.version_id, "title": "Neu", "lock_version": "0"}
    assert author_client.post(to("manuscript_edit", made), sent).status_code == 409
    typed = {"foreword": "<p>Meins</p>", "lock_version": "0"}
    response = author_client.post(to("foreword_edit", made), typed)
    assert response.status_code == 409
    assert "Anderes" in text_of(response)
    assert "Meins" in text_of(response)


def test_own_chapter_is_written_and_deleted_after_a_second_look(author_client):
    made = manuscript()
    sent = {"title": "Dank", "introduction": "<p>Danke.</p>", "written_by": "county"}
    author_client.post(to("chapter_add", made), sent)
    own = made.chapters.get(title="Dank")
    address = to("chapter_remove", made, own.key)
    assert "gehen verloren" in text_of(author_client.get(address))
    author_client.post(address)
    assert not made.chapters.filter(title="Dank").exists()


# -- foreword ----------------------------------------------------------------------------------
def test_foreword_with_picture_is_shown_and_served_to_those_who_see_it(
    author_client, client_as, participant
):
    made = manuscript()
    sent = {
        "foreword": "<p>Liebe Leserinnen und Leser</p>", "foreword_by": "Die Landrätin",
        "picture": photograph(), "picture_alt": "Ein Bus", "lock_version": "0",
    }  # fmt: skip
    assert author_client.post(to("foreword_edit", made), sent).url == made.get_absolute_url()
    address = to("foreword_picture", made)
    picture = author_client.get(address)
    assert picture["Content-Type"] == "image/jpeg"
    assert picture.getvalue().startswith(b"\xff\xd8")
    assert client_as(participant).get(address).status_code == 404
    assert address in text_of(author_client.get(to("foreword_edit", made)))


def test_picture_without_description_is_refused_and_the_text_stays(author_client):
    made = manuscript()
    sent = {"foreword": "<p>Liebe</p>", "picture": photograph(), "lock_version": "0"}
    html = text_of(author_client.post(to("foreword_edit", made), sent))
    assert "Bitte beschreiben Sie das Bild" in html
    assert "Liebe" in html


def test_picture_that_is_lost_is_not_found(author_client):
    made = manuscript()
    Manuscript.objects.update(foreword_picture="manuscripts/weg.jpg")
    assert author_client.get(to("foreword_picture", made)).status_code == 404


# -- exhibits ----------------------------------------------------------------------------------
def test_figure_is_looked_at_taken_captioned_and_removed(author_client):
    CostLineFactory()
    made = manuscript()
    listed = text_of(author_client.get(to("exhibit_choose", made, "outlook"), {"suche": "kosten"}))
    assert "Geplante Kosten nach Haushaltsjahr" in listed
    address = f"{to('exhibit_take', made, 'outlook')}?kind=money_by_year"
    assert "n = 1" in text_of(author_client.get(address))
    assert not Exhibit.objects.exists()
    author_client.post(address, {"caption": "Was es kostet"})
    exhibit = Exhibit.objects.get()
    assert exhibit.caption == "Was es kostet"
    author_client.post(to("exhibit_edit", made, exhibit.pk), {"caption": "Kosten"})
    assert "Kosten" in text_of(author_client.get(to("chapter_edit", made, "outlook")))
    author_client.post(to("exhibit_remove", made, exhibit.pk))
    assert not Exhibit.objects.exists()


def test_address_that_names_nothing_leads_back_to_the_choice(author_client):
    made = manuscript()
    response = author_client.get(f"{to('exhibit_take', made, 'outlook')}?kind=unsinn")
    assert response.url == to("exhibit_choose", made, "outlook")


def test_search_that_finds_nothing_says_so(author_client):
    CostLineFactory()
    response = author_client.get(to("exhibit_choose", manuscript(), "outlook"), {"suche": "xyz"})
    assert "Nichts gefunden" in text_of(response)


@pytest.fixture
def stale(author_client):
    """A manuscript with a figure of money that has changed since."""
    line = CostLineFactory(planned_eur=1000)
    made = manuscript()
    take_exhibit(
        chapter=chapter_of(made), source={"kind": "money_by_year"}, caption="Kosten",
        by=UserFactory(), at=NOON,
    )  # fmt: skip
    CostLine.objects.filter(pk=line.pk).update(planned_eur=2500)
    return made


def test_stale_figures_are_named_and_refreshed_with_one_click(author_client, stale):
    assert "Bei 1 Abbildung sagt die Quelle" in text_of(author_client.get(stale.get_absolute_url()))
    html = text_of(author_client.get(to("exhibits_stale", stale)))
    assert "1.000" in html
    assert "2.500" in html
    author_client.post(to("exhibit_refresh", stale, Exhibit.objects.get().pk))
    assert "Alles auf dem neuesten Stand" in text_of(author_client.get(to("exhibits_stale", stale)))


def test_all_are_refreshed_at_once(author_client, stale):
    author_client.post(to("exhibits_stale", stale))
    assert "2.500" in str(Exhibit.objects.get().content["table"])


def test_order_page_warns_about_stale_figures(author_client, stale):
    html = text_of(author_client.get(to("manuscript_order", stale)))
    assert "1 Abbildung ist nicht auf dem neuesten Stand" in html


# -- ordering, copying, laying aside -----------------------------------------------------------
def test_order_of_a_manuscript_builds_it_in_the_chosen_formats(author_client):
    made = manuscript(title="Mein Bericht")
    response = author_client.post(to("manuscript_order", made), {"formats": ["pdf", "docx"]})
    report = Report.objects.get()
    assert response.url == report.workshop_url
    assert (report.manuscript, report.title) == (made, "Mein Bericht")
    assert report.job.payload["formats"] == ["pdf", "docx"]
    assert "Mein Bericht" in text_of(author_client.get(made.get_absolute_url()))


def test_order_without_a_format_is_refused(author_client):
    made = manuscript()
    assert "Bitte prüfen Sie" in text_of(author_client.post(to("manuscript_order", made), {}))
    assert not Report.objects.exists()


def test_start_of_ordering_offers_manuscripts(author_client):
    made = manuscript(title="Mein Bericht")
    assert to("manuscript_order", made) in text_of(
        author_client.get(reverse("reports:report_order"))
    )


def test_copy_leads_to_what_has_to_be_chosen_anew(author_client):
    made = manuscript()
    response = author_client.post(to("manuscript_copy", made), {"title": "Nächstes Jahr"})
    copy = Manuscript.objects.get(title="Nächstes Jahr")
    assert response.url == to("manuscript_edit", copy)


def test_laid_aside_says_so_takes_no_order_and_comes_back(author_client):
    made = manuscript()
    author_client.post(to("manuscript_archive", made))
    html = text_of(author_client.get(made.get_absolute_url()))
    assert "abgelegt und kann nicht geändert werden" in html
    assert author_client.get(to("manuscript_order", made)).status_code == 409
    sent = {"introduction": "<p>x</p>", "written_by": "county", "lock_version": "0"}
    assert author_client.post(to("chapter_edit", made, "outlook"), sent).status_code == 409
    author_client.post(to("manuscript_restore", made))
    assert Manuscript.objects.in_work().exists()
