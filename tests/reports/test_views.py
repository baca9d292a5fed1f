"""The pages of reports, and who gets the file."""

import uuid

import pytest
from django.urls import reverse

from smartregion.core.models import Job
from smartregion.reports.models import Format, Report
from tests.factories.county import CountyFactory
from tests.factories.reports import PDF, ReportFactory
from tests.factories.reports import file_of as a_file
from tests.factories.strategy import whole_version
from tests.factories.surveys import published, question

pytestmark = pytest.mark.django_db

LIST = "/berichte/"
ORDER = "/berichte/neu/"


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path


@pytest.fixture(autouse=True)
def county():
    return CountyFactory()


def file_of(report):
    return reverse("reports:report_download", args=[report.pk, "pdf"])


# -- list --------------------------------------------------------------------------------------
def test_public_sees_released_reports_only(anonymous_client):
    ReportFactory(title="Für alle", released=True)
    ReportFactory(title="Noch geheim", ready=True)
    html = anonymous_client.get(LIST).content.decode()
    assert "Für alle" in html
    assert "Noch geheim" not in html
    assert "Bericht bestellen" not in html


def test_staff_see_all_with_their_state(client_as, consultant):
    ReportFactory(failed=True)
    ReportFactory(ready=True)
    ReportFactory()
    html = client_as(consultant).get(LIST).content.decode()
    for word in ("fehlgeschlagen", "fertig, noch nicht freigegeben", "wartet", "Bericht bestellen"):
        assert word in html


def test_empty_list_says_what_comes(anonymous_client):
    assert "Noch kein Bericht freigegeben" in anonymous_client.get(LIST).content.decode()


def test_list_takes_the_same_queries_for_one_and_many(client_as, office, django_assert_num_queries):
    client = client_as(office)
    ReportFactory()
    client.get(LIST)
    for expected in (1, 3):
        assert Report.objects.count() == expected
        with django_assert_num_queries(QUERIES_OF_LIST):
            client.get(LIST)
        ReportFactory()
        ReportFactory()


QUERIES_OF_LIST = 6


def test_public_list_sets_no_cookie(anonymous_client):
    assert not anonymous_client.get(LIST).cookies


# -- order -------------------------------------------------------------------------------------
@pytest.fixture
def sent():
    """What the form sends with everything chosen."""
    version = whole_version(adopted=True)
    survey = published(question("single")).survey
    return {"version": version.pk, "cycle": "", "surveys": [survey.pk], "title": ""}


def test_consultant_orders_a_report(client_as, consultant, sent):
    client = client_as(consultant)
    response = client.post(ORDER, sent)
    report = Report.objects.get()
    assert response.url == report.get_absolute_url()
    assert report.title == "Abschlussbericht Digitalstrategie Musterland"
    assert report.job.state == Job.State.QUEUED


@pytest.mark.behaviour("R2")
def test_double_click_leads_to_one_report(client_as, consultant, sent):
    client = client_as(consultant)
    first, second = client.post(ORDER, sent), client.post(ORDER, sent)
    assert first.url == second.url
    assert Report.objects.count() == 1


def test_order_without_version_keeps_what_was_typed(client_as, office, sent):
    html = (
        client_as(office)
        .post(ORDER, {**sent, "version": "", "title": "Mein Titel"})
        .content.decode()
    )
    assert "Bitte prüfen Sie Ihre Eingaben" in html
    assert "Mein Titel" in html
    assert Report.objects.count() == 0


def test_missing_logo_is_told_on_the_form(client_as, office, sent, county):
    county.logo = "county/verloren.png"
    county.save()
    assert "verloren.png" in client_as(office).post(ORDER, sent).content.decode()


def test_order_form_offers_current_version_closed_cycles_and_surveys(client_as, office, sent):
    html = client_as(office).get(ORDER).content.decode()
    assert f'<option value="{sent["version"]}" selected>' in html
    assert "ohne Evaluation" in html


def test_analyst_may_read_but_not_order(client_as, analyst):
    assert client_as(analyst).get(ORDER).status_code == 403


# -- watch -------------------------------------------------------------------------------------
def running():
    report = ReportFactory()
    Job.objects.filter(pk=report.job_id).update(
        state="running", done=3, total=12, message="Evaluation"
    )
    return report


def test_progress_polls_and_works_by_reload(client_as, office):
    html = client_as(office).get(running().get_absolute_url()).content.decode()
    assert 'hx-trigger="every 1500ms"' in html
    assert '<progress value="25" max="100">' in html
    assert "In Arbeit: Evaluation" in " ".join(html.split())
    assert "Stand aktualisieren" in html


def test_poll_gets_the_fragment_only(client_as, office):
    headers = {"HX-Request": "true", "HX-Target": "report-state"}
    html = client_as(office).get(running().get_absolute_url(), headers=headers).content.decode()
    assert html.strip().startswith('<section class="section" id="report-state"')
    assert "<html" not in html


def test_when_the_work_is_done_the_whole_page_comes_anew(client_as, office):
    """What was waited for brings files, buttons and doubts with it."""
    report = ReportFactory(ready=True)
    headers = {"HX-Request": "true", "HX-Target": "report-state"}
    response = client_as(office).get(report.workshop_url, headers=headers)
    assert (response["HX-Refresh"], response.content) == ("true", b"")


def test_finished_report_stops_polling_and_offers_the_file(client_as, office):
    report = ReportFactory(ready=True)
    html = client_as(office).get(report.get_absolute_url()).content.decode()
    assert "hx-trigger" not in html
    assert file_of(report) in html
    assert report.snapshot.sha256 in html
    assert "Für alle freigeben" in html


def test_failed_report_tells_the_reason_and_can_be_tried_again(client_as, consultant):
    report = ReportFactory(failed=True)
    client = client_as(consultant)
    html = client.get(report.get_absolute_url()).content.decode()
    assert "ließ sich nicht drucken" in html
    assert "Noch einmal versuchen" in html
    client.post(reverse("reports:report_retry", args=[report.pk]))
    report.job.refresh_from_db()
    assert report.job.state == Job.State.QUEUED


def test_retry_of_a_running_report_is_a_conflict(client_as, office):
    response = client_as(office).post(reverse("reports:report_retry", args=[running().pk]))
    assert response.status_code == 409


# -- download ----------------------------------------------------------------------------------
def test_file_comes_as_named_attachment(client_as, office):
    response = client_as(office).get(
        file_of(ReportFactory(ready=True, title="Bericht: Größe & Öl"))
    )
    assert response.getvalue() == PDF
    assert response["Content-Type"] == "application/pdf"
    assert (
        response["Content-Disposition"]
        == 'attachment; filename="Bericht-groesse-oel-2026-06-15-Entwurf.pdf"'
    )
    assert response["X-Content-Type-Options"] == "nosniff"


@pytest.fixture(params=["not released", "being released"])
def secret(request):
    """A report with files in all formats; while it is released its final files are there already."""
    report = ReportFactory(ready=True, slug="geheim" if request.param == "being released" else "")
    for name in Format.values:
        if name != "pdf":
            a_file(report, format_=name)
        if report.slug:
            a_file(report, format_=name, is_draft=False)
    return report


def addresses(report):
    """Every address at which a file or the page of a report could lie."""
    yield report.workshop_url
    slug = report.slug or "abschlussbericht-digitalstrategie-musterland-2026-06-15"
    yield reverse("reports:edition", args=[slug])
    for name in [*Format.values, "json", "entwurf"]:
        yield reverse("reports:report_download", args=[report.pk, name])
        yield reverse("reports:report_download", args=[uuid.uuid4(), name])
        yield reverse("reports:edition_file", args=[slug, name])


@pytest.mark.behaviour("R12")
@pytest.mark.parametrize("who", ["participant", "owner", "moderator", "expired_consultant"])
def test_unreleased_report_does_not_exist_for_others(client_as, request, who, secret):
    client = client_as(request.getfixturevalue(who))
    for address in addresses(secret):
        assert client.get(address).status_code == 404, address


@pytest.mark.behaviour("R12")
def test_unreleased_report_does_not_exist_for_strangers(anonymous_client, secret):
    for address in addresses(secret):
        assert anonymous_client.get(address).status_code == 404, address


@pytest.mark.behaviour("R12")
def test_draft_is_not_handed_out_once_the_report_is_released(client_as, office, anonymous_client):
    report = ReportFactory(released=True)
    a_file(report, b"draft", "docx", is_draft=True)
    for client in (anonymous_client, client_as(office)):
        assert client.get(file_of(report)).getvalue() == PDF
        address = reverse("reports:report_download", args=[report.pk, "docx"])
        assert client.get(address).status_code == 404


def test_unfinished_file_does_not_exist_yet(client_as, office):
    assert client_as(office).get(file_of(ReportFactory())).status_code == 404
