"""Ordering, building, trying again and releasing."""

import hashlib
import json
from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.db import connection

from participation.contributions.models import Contribution
from smartregion.core import jobs
from smartregion.core.errors import WrongState
from smartregion.core.models import AuditEntry, Job, Snapshot
from smartregion.core.snapshots import content_of
from smartregion.reports.actions import (
    build_files,
    building,
    cancel_build,
    order_report,
    release_report,
    retry_report,
)
from smartregion.reports.briefs import Brief
from smartregion.reports.models import Report
from smartregion.reports.rendering import EngineMissing, Printed, RenderFailed
from tests.factories.county import CountyFactory
from tests.factories.dates import NOON
from tests.factories.forums import PostFactory, TopicFactory
from tests.factories.measures import CycleFactory, MeasureFactory, closed
from tests.factories.releases import released
from tests.factories.reports import PDF, ReportFactory
from tests.factories.strategy import whole_version
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db, pytest.mark.slow]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    return tmp_path


@pytest.fixture
def county():
    return CountyFactory()


@pytest.fixture
def version(county):
    return whole_version(adopted=True)


@pytest.fixture
def measure(version):
    field = version.texts.get(element__kind="field").element
    return MeasureFactory(field=field, is_key_project=True)


@pytest.fixture
def order(version, office):
    """Order a report, as the form does."""

    def send(**values):
        brief = Brief(**{"kind": "final", "title": "Bericht", "version": version, **values})
        return order_report(brief=brief, by=office, at=NOON)

    return send


@pytest.fixture
def press(monkeypatch):
    """A printing press that is quick, or that breaks."""

    def load(outcome=None):
        def print_it(_book, *, say):
            say(1, 2, "Kurzfassung")
            if isinstance(outcome, Exception):
                raise outcome
            return Printed(PDF, 3)

        monkeypatch.setitem(building.WRITERS, "pdf", print_it)

    load()
    return load


def content_of_file(report):
    with report.files.get().file.open() as file:
        return file.read()


def build(report, say=lambda *_said: None):
    build_files(report=report, formats=["pdf"], is_draft=True, say=say, at=NOON)


def files(folder):
    return [path.name for path in folder.rglob("*") if path.is_file()]


# -- ordering ----------------------------------------------------------------------------------
def test_order_freezes_what_the_report_will_say(order, measure):
    report = order(cycle=closed((measure, "green")))
    content = content_of(report.snapshot)
    assert report.job.state == Job.State.QUEUED
    assert [each["card"]["number"] for each in content["measures"]] == [measure.number]
    assert content["measures"][0]["latest"]["light"]["label"] == "im Plan"
    assert content["cycle"]["reported"] == 1


@pytest.mark.behaviour("R1")
def test_later_renames_do_not_reach_the_report(order, measure):
    report = order()
    measure.lead.name = "Ganz neues Amt"
    measure.lead.save()
    old, new = (
        content_of(report.snapshot),
        content_of(order(title="Neu", surveys=_one_survey()).snapshot),
    )
    assert old["measures"][0]["card"]["lead"] != "Ganz neues Amt"
    assert new["measures"][0]["card"]["lead"] == "Ganz neues Amt"


def _one_survey():
    return [published(question("single")).survey]


@pytest.mark.behaviour("R2")
def test_ordering_twice_builds_once(order):
    first, second = order(), order()
    assert first == second
    assert (Report.objects.count(), Job.objects.count(), Snapshot.objects.count()) == (1, 1, 1)


def test_another_order_meanwhile_is_another_report(order):
    order()
    assert (
        order(surveys=_one_survey()) != Report.objects.earliest("pk") or Report.objects.count() == 2
    )


def test_ordering_again_after_the_build_makes_a_new_report(order, press):
    first = order()
    jobs.run(str(first.job_id))
    assert order() != first


def test_open_cycle_is_refused(order, measure):
    with pytest.raises(ValidationError) as refusal:
        order(cycle=CycleFactory(for_measure=measure))
    assert "noch offen" in str(refusal.value)
    assert Report.objects.count() == 0


def test_order_without_a_county_profile_is_refused(order, county):
    county.delete()
    with pytest.raises(ValidationError) as refusal:
        order()
    assert refusal.value.code == "no_county"


def test_cycle_of_another_strategy_is_refused(order):
    with pytest.raises(ValidationError, match="verschiedenen Strategien"):
        order(cycle=closed((MeasureFactory(), "green")))


def test_logo_goes_into_the_snapshot(order, county, media):
    county.logo.save("wappen.svg", ContentFile(b"<svg xmlns='http://www.w3.org/2000/svg'/>"))
    logo = content_of(order().snapshot)["county"]["logo"]
    assert logo.startswith("data:image/svg+xml;base64,")


def test_missing_logo_is_refused_with_its_name(order, county):
    county.logo = "county/verloren.png"
    county.save()
    with pytest.raises(ValidationError, match="verloren"):
        order()


def test_snapshot_names_no_person_and_no_internal_measure(order, measure, owner):
    measure.responsible = owner
    measure.save()
    MeasureFactory(field=measure.field, is_public=False, title="Streng intern")
    post = PostFactory(author_name="Mika aus Ziesar", text="Mehr Busse bitte", is_hidden=True)
    post.topic.responsible.display_name = "Kim Zuständig"
    post.topic.responsible.save()
    text = order().snapshot.content
    for secret in ("Owner", "Streng intern", "Mika aus Ziesar", "Mehr Busse", "Kim Zuständig"):
        assert secret not in text


def test_survey_results_are_frozen_with_their_number(order):
    version = published(question("single", "netz"))
    for answer in "a" * 12 + "b" * 8:
        respond(version, {"netz": answer})
    released(version, "netz")
    frozen = content_of(order(surveys=[version.survey]).snapshot)["surveys"][0]
    respond(version, {"netz": "c"})
    assert frozen["results"]["responses"] == 20
    assert [count["count"] for count in frozen["results"]["questions"][0]["counts"]] == [12, 8, 0]


@pytest.mark.behaviour("Q21")
def test_a_report_says_nothing_about_few_people(order):
    """Three rare answers are protected in the snapshot itself, so in every chart and table of the PDF."""
    version = published(question("single", "netz"))
    for answer in "a" * 20 + "b" * 12 + "c" * 3:
        respond(version, {"netz": answer})
    released(version, "netz")
    frozen = content_of(order(surveys=[version.survey]).snapshot)["surveys"][0]
    counts = frozen["results"]["questions"][0]["counts"]
    assert [count["count"] for count in counts] == [20, 0, 0]
    assert [count["is_protected"] for count in counts] == [False, True, True]


@pytest.mark.behaviour("Q21")
def test_of_what_was_not_released_a_report_says_only_how_many_in_tens(order):
    """Two reports with figures of their own would show who came in between."""
    version = published(question("single", "netz"))
    for number in (27, 1):
        for _each in range(number):
            respond(version, {"netz": "a"})
        frozen = content_of(order(surveys=[version.survey]).snapshot)["surveys"][0]["results"]
        assert (frozen["responses"], frozen["is_at_least"], frozen["questions"]) == (20, True, [])


def test_stopped_build_makes_no_file_and_can_be_taken_up_again(order, press, media, office):
    report = order()
    cancel_build(report=report, by=office, at=NOON)
    jobs.run(str(report.job_id))
    report.job.refresh_from_db()
    assert (report.job.state, files(media)) == (Job.State.CANCELLED, [])
    with pytest.raises(WrongState):
        cancel_build(report=report, by=office, at=NOON)
    retry_report(report=report, by=office, at=NOON)
    jobs.run(str(report.job_id))
    assert report.files.exists()


def test_order_and_release_leave_a_trace(office):
    report = ReportFactory(ready=True)
    release_report(report=report, by=office, at=NOON)
    assert AuditEntry.objects.get().verb == "release_report"


# -- building ----------------------------------------------------------------------------------
def test_build_keeps_file_hash_and_pages(order, press, media):
    report = order()
    jobs.run(str(report.job_id))
    report.refresh_from_db()
    assert report.job.state == Job.State.DONE
    assert content_of_file(report) == PDF
    file = report.files.get()
    assert (file.sha256, file.size, file.pages, file.is_draft) == (
        hashlib.sha256(PDF).hexdigest(),
        len(PDF),
        3,
        True,
    )
    assert files(media) == ["entwurf.pdf"]


def test_building_a_done_report_does_nothing(press):
    report = ReportFactory(ready=True)
    press(RuntimeError("must not print"))
    build(report)


def test_build_says_what_it_is_doing(order, press):
    report = order()
    press(RenderFailed("Beteiligung"))
    jobs.run(str(report.job_id))
    report.job.refresh_from_db()
    assert (report.job.done, report.job.total, report.job.message) == (1, 2, "Kurzfassung")


@pytest.mark.parametrize(
    ("trouble", "sentence"),
    [
        (RenderFailed("Steckbrief HF1-M01"), "„Steckbrief HF1-M01“ ließ sich nicht drucken"),
        (EngineMissing("Bitte installieren Sie libpango-1.0-0."), "libpango-1.0-0"),
    ],
)
@pytest.mark.behaviour("R2")
def test_failed_build_gives_a_reason_and_no_file_and_can_be_tried_again(
    order, press, media, office, trouble, sentence
):
    report = order()
    press(trouble)
    jobs.run(str(report.job_id))
    report.job.refresh_from_db()
    assert report.job.state == Job.State.FAILED
    assert sentence in report.job.error
    assert files(media) == []

    press()
    retry_report(report=report, by=office, at=NOON)
    jobs.run(str(report.job_id))
    report.refresh_from_db()
    assert report.files.exists()


def test_full_disk_leaves_no_half_file(order, press, media, monkeypatch):
    report = order()
    monkeypatch.setattr("os.fsync", _raise(OSError("No space left on device")))
    jobs.run(str(report.job_id))
    report.refresh_from_db()
    assert report.job.state == Job.State.FAILED
    assert not report.files.exists()
    assert files(media) == []


def _raise(error):
    def fail(*_args):
        raise error

    return fail


def test_tampered_snapshot_is_not_printed(order, press, media):
    report = order()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE core_snapshot SET content = content || ' '")
    jobs.run(str(report.job_id))
    report.job.refresh_from_db()
    assert "Prüfsumme stimmt nicht" in report.job.error
    assert files(media) == []


@pytest.mark.slow
def test_whole_way_from_order_to_file(order, measure, media):
    report = order(cycle=closed((measure, "yellow")), surveys=_one_survey())
    said = []
    build(report, lambda *now: said.append(now))
    report.refresh_from_db()
    assert content_of_file(report).startswith(b"%PDF-")
    assert report.files.get().pages > 10
    steps = [done for done, _total, _what in said]
    assert steps == sorted(steps)
    assert 0 < steps[-1] < said[-1][1]


# -- afterwards --------------------------------------------------------------------------------
@pytest.mark.parametrize("stage", [{}, {"ready": True}])
def test_only_failed_reports_are_tried_again(office, stage):
    with pytest.raises(WrongState):
        retry_report(report=ReportFactory(**stage), by=office, at=NOON)


@pytest.mark.parametrize("stage", [{}, {"failed": True}, {"released": True}])
def test_only_finished_reports_are_released_and_once(office, stage):
    with pytest.raises(WrongState):
        release_report(report=ReportFactory(**stage), by=office, at=NOON)


def test_content_of_factory_is_plain_json():
    assert json.loads(ReportFactory().snapshot.content)["county"]["seat"] == "Musterstadt"


# -- nobody is passed over -------------------------------------------------------------------
@pytest.mark.behaviour("F23")
def test_no_final_report_while_contributions_are_unread(order):
    post = PostFactory(state="new")
    with pytest.raises(ValidationError) as refusal:
        order()
    assert refusal.value.error_dict["override"][0].code == "unanswered"
    Contribution.objects.filter(pk=post.pk).update(state="read")
    assert order().pk


@pytest.mark.behaviour("F23")
def test_no_final_report_while_a_promised_answer_is_late(order):
    PostFactory(state="in_review", topic=TopicFactory(answer_by=NOON.date()))
    late = PostFactory(
        state="in_review", topic=TopicFactory(answer_by=NOON.date() - timedelta(days=1))
    )
    with pytest.raises(ValidationError):
        order(override="   ")
    Contribution.objects.filter(pk=late.pk).update(state="not_taken_up")
    assert order().pk


@pytest.mark.behaviour("F23")
def test_reason_for_passing_over_people_is_frozen_with_the_topics(order):
    topic = PostFactory(state="new").topic
    content = content_of(order(override="Der Kreistag tagt morgen.").snapshot)
    [waiting] = content["waiting"]["topics"]
    assert content["waiting"]["reason"] == "Der Kreistag tagt morgen."
    assert (waiting["topic"], waiting["unread"]) == (topic.title, 1)


def test_drafts_and_hidden_contributions_keep_no_report_up(order):
    PostFactory(state="new", topic=TopicFactory(draft=True))
    PostFactory(state="new", is_hidden=True)
    assert content_of(order().snapshot)["waiting"] is None
