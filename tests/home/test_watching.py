"""What whoever looks after the server may ask, and what others learn: that it is open, and no more."""

import re
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import call_command
from django.test import Client
from django.utils import timezone
from prometheus_client.parser import text_string_to_metric_families

from smartregion.core.backups import note_saved
from smartregion.core.models import Job
from smartregion.notices.models import Mail
from tests.factories.accounts import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.slow]
TOKEN = "nur-fuer-diesen-test-lang-genug"
ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def watched(settings, tmp_path, monkeypatch):
    """A house with a token, in which nothing was counted yet."""
    settings.METRICS_TOKEN = TOKEN
    monkeypatch.setenv("PROMETHEUS_MULTIPROC_DIR", str(tmp_path))
    return Client(headers={"authorization": f"Bearer {TOKEN}"})


def figures(client):
    text = client.get("/metrics").content.decode()
    return {
        (sample.name, *sorted(sample.labels.items())): sample.value
        for family in text_string_to_metric_families(text)
        for sample in family.samples
    }


@pytest.mark.behaviour("A4")
@pytest.mark.parametrize("header", ["", "Bearer", f"Basic {TOKEN}", f"Bearer {TOKEN}x", "Bearer ü"])
def test_without_the_token_there_are_no_figures_and_no_details(watched, header):
    stranger = Client(headers={"authorization": header} if header else {})
    assert stranger.get("/metrics").status_code == 404
    assert stranger.get("/healthz").json() == {"status": "ok"}


@pytest.mark.behaviour("A4")
def test_without_a_token_in_the_settings_nobody_gets_figures(settings):
    settings.METRICS_TOKEN = ""
    assert Client(headers={"authorization": "Bearer "}).get("/metrics").status_code == 404


def test_with_the_token_every_part_is_named(watched):
    answer = watched.get("/healthz")
    assert answer.json() == {"status": "ok", "database": "ok", "cache": "ok", "queue": "ok"}
    assert answer["Cache-Control"] == "no-store"


def test_jobs_are_counted_by_kind_and_state_with_attempts_and_age(watched):
    now = timezone.now()
    when = {"ordered_at": now - timedelta(minutes=7), "published_at": now}
    Job.objects.create(kind="reports.build", key="1", state="queued", attempts=2, **when)
    Job.objects.create(kind="reports.build", key="2", state="failed", finished_at=now, **when)
    long_ago = now - timedelta(days=3)
    Job.objects.create(kind="reports.build", key="3", state="failed", finished_at=long_ago, **when)
    Job.objects.create(
        kind="x", key="4", state="running", lease_until=now - timedelta(seconds=1), **when
    )
    told = figures(watched)

    def of(name, state):
        return told[(name, ("kind", "reports.build"), ("state", state))]

    assert (of("smartregion_jobs", "queued"), of("smartregion_jobs", "failed")) == (1, 1)
    assert of("smartregion_job_attempts", "queued") == 2
    assert told[("smartregion_job_oldest_seconds",)] >= 7 * 60
    assert told[("smartregion_jobs_abandoned",)] == 1


def test_letters_that_wait_and_those_that_nobody_gets_are_told(watched):
    now = timezone.now()
    when = {"written_at": now, "not_before": now - timedelta(minutes=3), "text": "Text"}
    Mail.objects.create(key="1", to="a@example.org", **when)
    Mail.objects.create(key="2", to="b@example.org", state=Mail.State.FAILED, **when)
    told = figures(watched)
    assert told[("smartregion_letters_waiting",)] == 1
    assert told[("smartregion_letters_stuck",)] == 1
    assert told[("smartregion_letter_oldest_seconds",)] >= 180


def test_age_of_the_backup_is_told_once_there_is_one(watched, tmp_path):
    assert ("smartregion_backup_age_seconds",) not in figures(watched)
    note_saved(at=timezone.now() - timedelta(hours=2))
    assert figures(watched)[("smartregion_backup_age_seconds",)] >= 7200


# A backup is a transaction of its own, in one moment of the database.
@pytest.mark.django_db(transaction=True)
def test_the_command_leaves_the_mark(settings, tmp_path, capsys):
    settings.VAR_DIR = settings.MEDIA_ROOT = tmp_path
    call_command("backup", output=tmp_path / "sicherung.tar.gz")
    assert Job.objects.get(kind="core.backup").state == "done"


@pytest.mark.behaviour("A4")
def test_figures_name_no_person(watched):
    UserFactory(email="erika.beispiel@example.org", display_name="Erika Beispiel")
    text = watched.get("/metrics").content.decode()
    assert "erika" not in text.lower()
    assert not re.search(r"\d+\.\d+\.\d+\.\d+", text)
    labels = {
        label
        for family in text_string_to_metric_families(text)
        for s in family.samples
        for label in s.labels
    }
    assert labels <= {"part", "kind", "state", "queue", "version", "room", "status", "le", "pid"}


def test_version_is_that_of_the_published_description(settings):
    assert f"softwareVersion: {settings.VERSION}" in (ROOT / "publiccode.yml").read_text()


def test_alerts_ask_for_figures_that_exist():
    """A rule about a figure with a slip of the pen would be silent for ever."""
    asked = set(re.findall(r"smartregion_\w+", (ROOT / "deploy/alerts.yml").read_text()))
    code = "".join(
        (ROOT / f"smartregion/{f}").read_text() for f in ("home/watching.py", "core/metrics.py")
    )
    known = set(re.findall(r"smartregion_\w+", code))
    assert len(asked) >= 8
    assert {each.removesuffix("_bucket").removesuffix("_count") for each in asked} <= known
