"""Files and links of a measure: some for everybody, some for the office."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from measures.actions import merge_measure
from measures.models import FieldChange, Measure, MeasureFile
from smartregion.core.models import AuditEntry
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory
from tests.pages import page_of, queries_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("own_media")]
PDF = b"%PDF-1.7\n1 0 obj"


@pytest.fixture
def own_media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def measure(owner):
    return MeasureFactory(responsible=owner)


def address(name, measure, *args):
    return reverse(f"measures:{name}", args=[measure.number, *args])


def add(client, measure, **fields):
    return client.post(address("files", measure), {"title": "Plan", "link": "", **fields})


def pdf(name="Lageplan für Ämter.pdf"):
    return SimpleUploadedFile(name, PDF, content_type="text/html")


def laid(measure, **fields):
    return MeasureFile.objects.create(
        measure=measure, **{"title": "Bescheid", "link": "https://www.example.de/plan", **fields}
    )


def test_public_file_is_named_with_kind_and_size_and_handed_out_to_be_kept(
    client_as, owner, anonymous_client, measure
):
    add(client_as(owner), measure, file=pdf(), is_public="on")
    file = measure.files.get()
    page = page_of(anonymous_client, measure.get_absolute_url())
    assert "Dokument (PDF), 16\xa0Bytes" in page
    assert file.get_absolute_url() in page
    answer = anonymous_client.get(file.get_absolute_url())
    assert b"".join(answer.streaming_content) == PDF
    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"].startswith("attachment;")
    assert answer["X-Content-Type-Options"] == "nosniff"


@pytest.mark.behaviour("M20")
def test_file_is_for_the_office_unless_somebody_chose_otherwise(
    client_as, owner, analyst, anonymous_client, participant, measure
):
    add(client_as(owner), measure, file=pdf(), title="Interner Bescheid")
    file = measure.files.get()
    for stranger in (anonymous_client, client_as(participant)):
        assert stranger.get(file.get_absolute_url()).status_code == 404
        assert "Interner Bescheid" not in page_of(stranger, measure.get_absolute_url())
    colleague = client_as(analyst)
    assert "Interner Bescheid" in page_of(colleague, measure.get_absolute_url())
    assert b"".join(colleague.get(file.get_absolute_url()).streaming_content) == PDF


@pytest.mark.behaviour("M20")
def test_public_file_of_a_measure_that_is_not_public_is_not_there(
    client_as, owner, anonymous_client, measure
):
    add(client_as(owner), measure, file=pdf(), is_public="on")
    Measure.objects.update(is_public=False)
    assert anonymous_client.get(measure.files.get().get_absolute_url()).status_code == 404


def test_file_is_shown_after_a_second_look_and_hidden_again(client_as, owner, measure):
    file, browser = laid(measure), client_as(owner)
    way = address("file_show", measure, file.pk)
    assert "keine Namen" in page_of(browser, way)
    for _twice in range(2):
        browser.post(way, {"is_public": "True"})
        assert MeasureFile.objects.get().is_public
    browser.post(way, {"is_public": "False"})
    assert not MeasureFile.objects.get().is_public
    said = [(each.old, each.new) for each in FieldChange.objects.order_by("pk")]
    hidden, shown = "Bescheid, nur Mitarbeitende", "Bescheid, öffentlich"
    assert said == [(hidden, shown), (shown, hidden)]


def test_file_is_taken_away_from_page_and_disk(client_as, owner, measure, own_media, django_capture_on_commit_callbacks):  # fmt: skip
    browser = client_as(owner)
    add(browser, measure, file=pdf())
    file = measure.files.get()
    with django_capture_on_commit_callbacks(execute=True):
        browser.post(address("file_remove", measure, file.pk))
    assert not MeasureFile.objects.exists()
    assert not [path for path in own_media.rglob("*") if path.is_file()]
    assert AuditEntry.objects.filter(verb="remove_material").count() == 1
    assert FieldChange.objects.latest("pk").old == "Plan, nur Mitarbeitende"


def test_files_are_put_in_order(client_as, owner, measure):
    laid(measure, title="Zuerst", position=0)
    second = laid(measure, title="Danach", position=1)
    client_as(owner).post(address("file_move", measure, second.pk), {"direction": "up"})
    assert [file.title for file in measure.files.all()] == ["Danach", "Zuerst"]


@pytest.mark.parametrize(
    ("fields", "sentence"),
    [
        ({}, "Bitte wählen Sie eine Datei oder geben Sie einen Link an."),
        ({"link": "javascript:alert(1)"}, "Bitte geben Sie eine vollständige Adresse an"),
    ],
)
def test_what_is_neither_file_nor_link_is_refused(client_as, owner, measure, fields, sentence):
    assert sentence in add(client_as(owner), measure, **fields).content.decode()
    assert not measure.files.exists()


def test_page_in_disguise_is_refused(client_as, owner, measure):
    page = SimpleUploadedFile("plan.pdf", b"<html><script>x</script>", "application/pdf")
    assert add(client_as(owner), measure, file=page).status_code == 200
    assert not measure.files.exists()


def test_files_are_for_those_who_may_change_the_measure(client_as, owner, analyst, measure):
    other = MeasureFactory()
    file = laid(measure)
    assert client_as(owner).get(address("files", other)).status_code == 403
    assert add(client_as(analyst), measure, file=pdf()).status_code == 403
    assert client_as(owner).post(address("file_remove", other, file.pk)).status_code == 403
    assert measure.files.count() == 1


def test_no_file_is_reached_by_way_of_another_measure(client_as, office, measure):
    file, other = laid(measure), MeasureFactory()
    browser = client_as(office)
    for name in ("file", "file_show", "file_remove"):
        assert browser.get(address(name, other, file.pk)).status_code == 404


def test_address_of_a_file_follows_it_into_another_measure(client_as, office, anonymous_client):
    gone = MeasureFactory(state="proposed")
    into = MeasureFactory(state="proposed", strategy=gone.strategy, field=gone.field)
    add(client_as(office), gone, file=pdf(), is_public="on")
    old = gone.files.get().get_absolute_url()
    merge_measure(measure=gone, into=into, by=office, at=NOON, reason="Dasselbe.")
    answer = anonymous_client.get(old, follow=True)
    assert answer.redirect_chain == [(into.files.get().get_absolute_url(), 301)]
    assert b"".join(answer.streaming_content) == PDF


def test_pages_ask_equally_often_for_one_and_for_many(client_as, owner, measure):
    laid(measure, is_public=True)
    browser = client_as(owner)
    ways = (address("files", measure), measure.get_absolute_url())
    for way in ways:
        browser.get(way)
    few = [queries_of(lambda way=way: browser.get(way)) for way in ways]
    for _each in range(3):
        laid(measure, is_public=True)
    assert [queries_of(lambda way=way: browser.get(way)) for way in ways] == few
