"""Match or no match: for files, checksums, strangers and those who look after reports."""

import hashlib

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from smartregion.core.snapshots import freeze
from smartregion.reports.actions import Delivery, hand_over, withdraw_report
from smartregion.reports.forms import verifying
from tests.factories.county import CountyFactory
from tests.factories.dates import DAY, NOON
from tests.factories.reports import PDF, ReportFactory, content, file_of

pytestmark = pytest.mark.django_db

ADDRESS = "/berichte/pruefen/"
MATCH, NO_MATCH = "Das ist unverändert unser Bericht", "Keine Übereinstimmung"


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.FILE_UPLOAD_TEMP_DIR = tmp_path / "uploads"
    CountyFactory()
    return tmp_path


@pytest.fixture
def report():
    return ReportFactory(released=True, title="Bericht für alle")


def upload(client, data, name="bericht.pdf"):
    return client.post(ADDRESS, {"file": SimpleUploadedFile(name, data)})


def asked(client, checksum):
    return client.get(ADDRESS, {"pruefsumme": checksum}).content.decode()


# -- files -------------------------------------------------------------------------------------
@pytest.mark.behaviour("R8")
def test_file_matches_while_no_byte_is_changed(anonymous_client, report):
    html = upload(anonymous_client, PDF).content.decode()
    assert MATCH in html
    assert report.title in html
    assert reverse("reports:edition", args=[report.slug]) in html
    changed = upload(anonymous_client, PDF[:-1] + b" ").content.decode()
    assert NO_MATCH in changed
    assert report.title not in changed


@pytest.mark.behaviour("R8")
def test_strangers_are_told_of_no_draft_and_no_handover(
    anonymous_client, client_as, office, report
):
    snapshot = freeze(kind="report", subject="", content=content(title="X"), by=None, at=NOON)
    draft = ReportFactory(ready=True, title="Noch geheim", snapshot=snapshot)
    file_of(draft, b"nearly released", is_draft=False)
    hand_over(
        report=report,
        delivery=Delivery(report.files.get(), "Kreistag", "Stabsstelle", DAY),
        by=office,
        at=NOON,
    )
    drafted = b"draft of the released"
    file_of(report, drafted, is_draft=True)
    for data in (b"nearly released", drafted):
        assert NO_MATCH in upload(anonymous_client, data).content.decode()
        assert MATCH in upload(client_as(office), data).content.decode()
    assert NO_MATCH in asked(anonymous_client, draft.snapshot.sha256)
    assert "Kreistag" not in upload(anonymous_client, PDF).content.decode()
    assert "Kreistag" in upload(client_as(office), PDF).content.decode()


def test_withdrawn_report_matches_and_says_so(anonymous_client, office, report):
    withdraw_report(report=report, reason="Eine Summe war falsch.", by=office, at=NOON)
    html = upload(anonymous_client, PDF).content.decode()
    assert MATCH in html
    assert "Eine Summe war falsch." in html


@pytest.mark.behaviour("R8")
def test_nothing_of_a_file_is_kept(anonymous_client, media):
    """Not even for a moment: the folder for uploads does not exist, and it does no harm."""
    large = b"x" * 4_000_000
    html = upload(anonymous_client, large).content.decode()
    assert hashlib.sha256(large).hexdigest() in html
    assert not [path for path in media.rglob("*") if path.is_file()]


def test_check_sets_no_cookie_and_needs_none(report):
    strict = Client(enforce_csrf_checks=True)
    assert not strict.get(ADDRESS).cookies
    response = upload(strict, PDF)
    assert response.status_code == 200
    assert not response.cookies
    assert response["Cache-Control"] == "no-store"


@pytest.mark.parametrize(
    ("data", "words"), [(b"", "Die Datei ist leer."), (b"x" * 2000, "Die Datei ist zu groß")]
)
def test_file_that_cannot_be_ours_is_refused(anonymous_client, monkeypatch, data, words):
    monkeypatch.setattr(verifying, "LARGEST", 1000)
    assert words in upload(anonymous_client, data).content.decode()


def test_no_file_is_told_on_the_form(anonymous_client):
    html = anonymous_client.post(ADDRESS).content.decode()
    assert 'aria-invalid="true"' in html
    assert NO_MATCH not in html


def test_many_files_have_to_wait(anonymous_client, monkeypatch):
    monkeypatch.setattr("smartregion.reports.views.verifying.FILES", 1)
    upload(anonymous_client, PDF)
    assert "Das waren viele Dateien" in upload(anonymous_client, PDF).content.decode()


# -- checksums ---------------------------------------------------------------------------------
@pytest.mark.behaviour("R8")
def test_checksum_is_found_as_people_write_it(anonymous_client, report):
    checksum = report.files.get().sha256
    grouped = " ".join(checksum[place : place + 8] for place in range(0, 64, 8)).upper()
    assert MATCH in asked(anonymous_client, f" {grouped}\n")


def test_checksum_of_the_frozen_content_is_known_too(anonymous_client, report):
    """It is what the report itself prints."""
    assert "der festgehaltene Datenstand" in asked(anonymous_client, report.snapshot.sha256)


@pytest.mark.parametrize("typed", ["", "abc", "g" * 64, "\0" * 64, "a" * 301])
def test_what_is_no_checksum_is_said_in_one_sentence(anonymous_client, typed):
    html = asked(anonymous_client, typed)
    assert 'aria-invalid="true"' in html
    assert NO_MATCH not in html
