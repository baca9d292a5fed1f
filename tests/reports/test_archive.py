"""The archive: what everybody finds at addresses that stay."""

from datetime import timedelta

import pytest
from django.urls import reverse

from smartregion.core.snapshots import freeze
from smartregion.reports.models import Kind
from smartregion.reports.queries.archive import neighbours
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.reports import PDF, ReportFactory, content
from tests.factories.strategy import VersionFactory

pytestmark = pytest.mark.django_db

ARCHIVE = "/berichte/archiv/"


@pytest.fixture(autouse=True)
def _county(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.PUBLIC_URL = "https://digital.example.org"
    CountyFactory()


def report(days=0, **values):
    taken = NOON + timedelta(days=days)
    snapshot = freeze(
        kind="report", subject="", content=content(), by=None, at=taken, schema_version=2
    )
    return ReportFactory(released=True, snapshot=snapshot, released_at=taken, **values)


def test_archive_lists_by_year_and_kind(anonymous_client):
    report(title="Der neue")
    report(-400, title="Der alte", kind=Kind.CYCLE)
    ReportFactory(ready=True, title="Noch geheim")
    html = anonymous_client.get(ARCHIVE).content.decode()
    assert html.index("<h2>2026</h2>") < html.index("Der neue") < html.index("<h2>2025</h2>")
    assert "Noch geheim" not in html
    chosen = anonymous_client.get(ARCHIVE, {"art": "cycle"}).content.decode()
    assert ("Der alte" in chosen, "Der neue" in chosen) == (True, False)
    assert "Der neue" in anonymous_client.get(ARCHIVE, {"art": "quatsch"}).content.decode()


def test_archive_takes_the_same_queries_for_one_and_many(
    anonymous_client, django_assert_num_queries
):
    report()
    anonymous_client.get(ARCHIVE)
    with django_assert_num_queries(QUERIES_OF_ARCHIVE):
        anonymous_client.get(ARCHIVE)
    report(-1)
    report(-2)
    with django_assert_num_queries(QUERIES_OF_ARCHIVE):
        anonymous_client.get(ARCHIVE)


QUERIES_OF_ARCHIVE = 5


def test_empty_archive_says_what_comes(anonymous_client):
    assert "Noch kein Bericht freigegeben" in anonymous_client.get(ARCHIVE).content.decode()


def test_page_of_an_edition_proves_and_cites_it(anonymous_client):
    found = report(title="Umsetzungsbericht 2025", kind=Kind.CYCLE)
    html = anonymous_client.get(found.get_absolute_url()).content.decode()
    for words in (
        found.files.get().sha256,
        found.snapshot.sha256,
        "(2026): Umsetzungsbericht 2025. Umsetzungsbericht, Stand der Daten: 15.06.2026.",
        f"https://digital.example.org/berichte/archiv/{found.slug}/",
    ):
        assert words in html


def test_file_lies_at_an_address_that_stays(anonymous_client):
    address = reverse("reports:edition_file", args=[report().slug, "pdf"])
    response = anonymous_client.get(address)
    assert response.getvalue() == PDF
    assert "public" in response["Cache-Control"]
    assert not response.cookies
    assert anonymous_client.get(address.replace(".pdf", ".docx")).status_code == 404


def test_address_of_the_making_leads_to_the_archive(anonymous_client, client_as, analyst):
    found = report()
    assert anonymous_client.get(found.workshop_url).url == found.get_absolute_url()
    assert client_as(analyst).get(found.workshop_url).status_code == 200


def test_public_pages_set_no_cookie(anonymous_client):
    for address in (ARCHIVE, report().get_absolute_url(), "/berichte/archiv/neues.atom"):
        assert not anonymous_client.get(address).cookies


def test_public_page_names_no_person(anonymous_client, office):
    found = report(ordered_by=office, released_by=office, version=VersionFactory())
    assert "Office" not in anonymous_client.get(found.get_absolute_url()).content.decode()


# -- before and after --------------------------------------------------------------------------
def test_neighbours_are_of_the_same_kind_and_in_force():
    first, second, third = (report(days, kind=Kind.CYCLE) for days in (1, 2, 3))
    report(4, kind=Kind.COUNCIL)
    assert (neighbours(second).earlier, neighbours(second).newer) == (first, third)
    first.withdrawn_at, first.withdrawn_reason = NOON, "Irrtum"
    first.save()
    assert neighbours(second).earlier is None


def test_profile_of_another_measure_is_no_neighbour():
    one, _other = report(1, kind=Kind.PROFILE, title="A"), report(2, kind=Kind.PROFILE, title="B")
    later = report(3, kind=Kind.PROFILE, title="A")
    assert neighbours(one).newer == later


def test_feed_names_the_newest(anonymous_client):
    report(title="Bericht \x0b für alle")
    text = anonymous_client.get("/berichte/archiv/neues.atom").content.decode()
    assert "für alle" in text
    assert "<entry>" in text
