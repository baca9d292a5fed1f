"""From a draft to what everybody may read, and out of force again."""

import pytest
from django.core.exceptions import ValidationError
from django.urls import reverse

from smartregion.core import jobs
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry, Job
from smartregion.core.snapshots import freeze
from smartregion.reports.actions import cancel_build, release_report, withdraw_report
from smartregion.reports.actions.exhibits import take_exhibit
from smartregion.reports.actions.manuscripts import create_manuscript
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Exhibit, Kind, Report, ReportFile
from smartregion.reports.queries.doubts import doubts_about
from smartregion.reports.rendering import WRITERS, Printed
from tests.factories.contributions import ContributionFactory
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.measures import MeasureFactory
from tests.factories.reports import PDF, ReportFactory, content, cycle, file_of, measure
from tests.factories.strategy import VersionFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def _media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    CountyFactory()


@pytest.fixture(autouse=True)
def press(monkeypatch):
    """A press for all formats that is quick and says what it printed."""

    def quick(name):
        def write(book, *, say):
            say(1, 2, name)
            return Printed(f"{name} {'draft' if book.stamp.is_draft else 'final'}".encode(), 3)

        return write

    for name in WRITERS:
        monkeypatch.setitem(WRITERS, name, quick(name))


@pytest.fixture
def ready():
    return ReportFactory(ready=True)


def released(report, by):
    release_report(report=report, by=by, at=NOON)
    report.refresh_from_db()
    jobs.run(str(report.job_id))
    report.refresh_from_db()
    return report


def frozen(**values):
    return freeze(
        kind="report", subject="Bericht", content=content(**values), by=None, at=NOON, schema_version=2
    )  # fmt: skip


def page_of(report, name):
    return reverse(f"reports:report_{name}", args=[report.pk])


# -- releasing ---------------------------------------------------------------------------------
def test_release_makes_final_files_in_all_formats_and_then_shows_the_report(ready, office):
    release_report(report=ready, by=office, at=NOON)
    ready.refresh_from_db()
    assert (ready.released_at, ready.files.final().count()) == (None, 0)
    jobs.run(str(ready.job_id))
    ready.refresh_from_db()
    assert ready.released_by == office
    assert set(ready.files.final().values_list("format", flat=True)) == set(WRITERS)
    for file in ready.files.final():
        with file.file.open() as opened:
            assert opened.read().endswith(b"final")


@pytest.mark.behaviour("R7")
def test_strangers_see_a_report_from_the_moment_on_in_which_all_final_files_are_there(
    ready, office, anonymous_client, monkeypatch
):
    """A release that fails half-way has shown nothing."""

    def broken(_book, *, say):
        raise RuntimeError("no paper")

    last = list(WRITERS)[-1]
    whole = WRITERS[last]
    monkeypatch.setitem(WRITERS, last, broken)
    failed = released(ready, office)
    assert failed.job.state == Job.State.FAILED
    assert anonymous_client.get(failed.workshop_url).status_code == 404
    monkeypatch.setitem(WRITERS, last, whole)
    jobs.retry(job=failed.job, at=NOON)
    jobs.run(str(failed.job_id))
    failed.refresh_from_db()
    assert anonymous_client.get(failed.get_absolute_url()).status_code == 200


def test_address_says_what_it_is_and_is_free(ready, office):
    ReportFactory(released=True, slug="abschlussbericht-digitalstrategie-musterland-2026-06-15")
    wanted = "abschlussbericht-digitalstrategie-musterland-2026-06-15-2"
    assert released(ready, office).slug == wanted


def test_title_without_a_letter_has_an_address_all_the_same(office):
    assert released(ReportFactory(ready=True, title="„…“"), office).slug == "final-2026-06-15"


@pytest.mark.parametrize("stage", [{}, {"failed": True}, {"released": True}])
def test_only_finished_drafts_are_released_and_once(office, stage):
    with pytest.raises(WrongState):
        release_report(report=ReportFactory(**stage), by=office, at=NOON)


def test_release_that_was_stopped_shows_nothing(ready, office):
    release_report(report=ready, by=office, at=NOON)
    ready.refresh_from_db()
    cancel_build(report=ready, by=office, at=NOON)
    jobs.run(str(ready.job_id))
    ready.refresh_from_db()
    assert (ready.released_at, ReportFile.objects.final().count()) == (None, 0)


@pytest.mark.behaviour("R7")
def test_report_does_not_bring_back_what_was_taken_from_the_public(office):
    said, plan = ContributionFactory(state="taken_up"), MeasureFactory()
    quoted = {"topics": [{"contributions": [{"id": str(said.pk)}]}]}
    snapshot = frozen(forums=[quoted], measures=[{"card": {"id": str(plan.pk)}}])
    report = ReportFactory(ready=True, snapshot=snapshot)
    release_report(report=report, by=office, at=NOON)
    report.refresh_from_db()
    type(said).objects.update(is_hidden=True)
    jobs.run(str(report.job_id))
    report.refresh_from_db()
    assert (report.released_at, report.job.state) == (None, Job.State.FAILED)
    assert "1 verborgener Beitrag" in report.job.error
    type(plan).objects.update(is_public=False)
    with pytest.raises(ValidationError, match="1 Maßnahme, 1 verborgener Beitrag"):
        release_report(report=report, by=office, at=NOON)


@pytest.mark.behaviour("S1")
def test_report_does_not_show_a_draft_of_the_strategy(office):
    report = ReportFactory(ready=True, version=VersionFactory())
    with pytest.raises(ValidationError, match="noch ein Entwurf"):
        release_report(report=report, by=office, at=NOON)


@pytest.mark.behaviour("S1")
def test_draft_is_not_shown_as_the_other_side_of_a_synopsis(office):
    report = ReportFactory(ready=True, kind="synopsis", earlier_version=VersionFactory())
    with pytest.raises(ValidationError, match="noch ein Entwurf"):
        release_report(report=report, by=office, at=NOON)


# -- who may -----------------------------------------------------------------------------------
@pytest.mark.behaviour("R7")
@pytest.mark.parametrize("who", ["consultant", "editor", "analyst", "administration"])
def test_only_the_office_releases(client_as, request, who, ready):
    client = client_as(request.getfixturevalue(who))
    for method in (client.get, client.post):
        assert method(page_of(ready, "release")).status_code == 403
    assert page_of(ready, "release") not in client.get(ready.workshop_url).content.decode()
    assert not Job.objects.filter(kind="report.release").exists()


@pytest.mark.behaviour("R7")
@pytest.mark.parametrize("deed", ["retry", "cancel"])
def test_consultant_neither_takes_up_nor_stops_a_release(
    client_as, consultant, office, ready, deed
):
    release_report(report=ready, by=office, at=NOON)
    ready.refresh_from_db()
    if deed == "retry":
        cancel_build(report=ready, by=office, at=NOON)
    client = client_as(consultant)
    assert page_of(ready, deed) not in client.get(ready.workshop_url).content.decode()
    assert client.post(page_of(ready, deed)).status_code == 403
    assert client_as(office).post(page_of(ready, deed)).status_code == 302


# -- the second look ---------------------------------------------------------------------------
def test_release_asks_first_and_names_the_gaps(client_as, office):
    waiting = {"topics": [{"topic": "Mobilität", "url": "/", "unread": 1}], "reason": "Eile"}
    snapshot = frozen(waiting=waiting, cycle=cycle(measure()))
    report = ReportFactory(ready=True, snapshot=snapshot)
    html = client_as(office).get(page_of(report, "release")).content.decode()
    assert "In 1 Thema warten noch Menschen" in html
    assert "1 Maßnahme ist nicht gemeldet" in html
    assert not Job.objects.filter(kind="report.release").exists()
    assert client_as(office).post(page_of(report, "release")).url == report.workshop_url
    assert Job.objects.filter(kind="report.release").exists()


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ({"kind": "topics", "forum": "gibt-es-nicht"}, "ist nicht mehr öffentlich"),
        (None, "zeigt nicht mehr den neuesten Stand"),
    ],
)
def test_release_names_figures_that_are_out_of_date(office, source, words):
    topic = TopicFactory(forum__is_public=True)
    brief = Brief(kind=Kind.FORUM, title="Forumsdokumentation", forums=[topic.forum])
    manuscript = create_manuscript(brief=brief, by=office, at=NOON)
    chapter = manuscript.chapters.get(key="forum_topics")
    forum = {"kind": "topics", "forum": topic.forum.slug}
    taken = take_exhibit(chapter=chapter, source=forum, caption="Impulse", by=office, at=NOON)
    chapters = [{"key": "forum_topics", "exhibits": [{"sha256": taken.sha256}]}]
    snapshot = frozen(chapters=chapters)
    report = ReportFactory(ready=True, snapshot=snapshot, manuscript=manuscript)
    assert doubts_about(report, at=NOON).gaps == []
    if source:
        Exhibit.objects.update(source=source)
    else:
        PostFactory(topic=topic)
    [gap] = doubts_about(report, at=NOON).gaps
    assert words in gap
    assert "„Impulse“" in gap


def test_refusal_is_said_on_the_page_that_asks(client_as, office):
    plan = MeasureFactory(is_public=False)
    report = ReportFactory(ready=True, snapshot=frozen(measures=[{"card": {"id": str(plan.pk)}}]))
    client = client_as(office)
    assert "Nicht mehr öffentlich" in client.get(page_of(report, "release")).content.decode()
    assert "Bitte bestellen Sie" in client.post(page_of(report, "release")).content.decode()


# -- withdrawing -------------------------------------------------------------------------------
def test_withdrawn_report_stays_and_says_why(client_as, office, anonymous_client):
    report = ReportFactory(released=True)
    client_as(office).post(page_of(report, "withdraw"), {"reason": "Eine Summe war falsch."})
    html = anonymous_client.get(report.get_absolute_url()).content.decode()
    assert "gilt seit dem" in html
    assert "Eine Summe war falsch." in html
    file = reverse("reports:edition_file", args=[report.slug, "pdf"])
    assert anonymous_client.get(file).getvalue() == PDF
    assert "zurückgezogen" in anonymous_client.get(reverse("reports:archive")).content.decode()
    assert report.title not in anonymous_client.get("/berichte/").content.decode()


def test_withdrawing_needs_a_reason_and_something_in_force(client_as, office):
    report = ReportFactory(released=True)
    client_as(office).post(page_of(report, "withdraw"), {"reason": "   "})
    assert Report.objects.in_force().get() == report
    with pytest.raises(ValidationError):
        withdraw_report(report=report, reason=" ", by=office, at=NOON)
    withdraw_report(report=report, reason="Irrtum", by=office, at=NOON)
    for again in (report, ReportFactory(ready=True)):
        with pytest.raises(WrongState):
            withdraw_report(report=again, reason="Irrtum", by=office, at=NOON)


def test_both_steps_leave_a_trace(ready, office):
    withdraw_report(report=released(ready, office), reason="Irrtum", by=office, at=NOON)
    verbs = set(AuditEntry.objects.values_list("verb", flat=True))
    assert {"release_report", "withdraw_report"} <= verbs


# -- further formats ---------------------------------------------------------------------------
def test_further_drafts_are_ordered_from_the_page(client_as, consultant, ready):
    client, address = client_as(consultant), page_of(ready, "format")
    assert client.post(address, {"format": "exe"}).status_code == 404
    assert client.post(address, {"format": "pdf"}).status_code == 302
    ready.refresh_from_db()
    assert (ready.job.state, ready.job.payload["formats"]) == (Job.State.QUEUED, ["pdf"])
    assert client.post(address, {"format": "pdf"}).status_code == 409


def test_failed_format_takes_nothing_away(client_as, consultant, ready):
    """The draft that is there stays at hand beside the reason."""
    Job.objects.filter(pk=ready.job_id).update(state="failed", error="Kein Platz mehr.")
    html = client_as(consultant).get(ready.workshop_url).content.decode()
    assert "Kein Platz mehr." in html
    assert reverse("reports:report_download", args=[ready.pk, "pdf"]) in html


# -- files -------------------------------------------------------------------------------------
def test_draft_says_so_in_its_name_and_final_file_does_not(client_as, office, ready):
    file_of(ready, b"final", is_draft=False)
    client = client_as(office)
    address = reverse("reports:report_download", args=[ready.pk, "pdf"])
    draft = client.get(address)
    assert draft.getvalue() == PDF
    assert "-Entwurf.pdf" in draft["Content-Disposition"]
    Report.objects.filter(pk=ready.pk).update(released_at=NOON, slug="bericht")
    final = client.get(address)
    assert final.getvalue() == b"final"
    assert "Entwurf" not in final["Content-Disposition"]
