"""Reports that were frozen by earlier releases: one file for each shape, built as the newest is.

The files are never changed. Whoever gives frozen content a new shape adds one of the shape before.
"""

import json
from pathlib import Path

import pytest
from django.db import connection

from smartregion.core import jobs
from smartregion.core.canonical import canonical_json
from smartregion.core.jobs import JobFailed
from smartregion.core.models import Job
from smartregion.core.snapshots import freeze
from smartregion.reports.actions.building import book_from
from smartregion.reports.documents import SCHEMA_VERSION, UPGRADES, upgraded
from smartregion.reports.rendering import WRITERS
from tests.factories.dates import NOON
from tests.factories.reports import ReportFactory
from tests.reports.reading import pages_of

pytestmark = [pytest.mark.django_db, pytest.mark.behaviour("R13"), pytest.mark.slow]
FOLDER = Path(__file__).parent / "snapshots"


def stored(version):
    return json.loads((FOLDER / f"report_{version}.json").read_text())


def report_frozen_as(version):
    snapshot = freeze(
        kind="report", subject="", content=stored(version), by=None, at=NOON, schema_version=version
    )
    return ReportFactory(snapshot=snapshot)


def test_every_earlier_shape_is_kept_and_has_its_upgrade():
    earlier = set(range(1, SCHEMA_VERSION))
    assert set(UPGRADES) == earlier
    assert {path.stem for path in FOLDER.iterdir()} == {f"report_{each}" for each in earlier}


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_earlier_shape_becomes_the_newest(version):
    content = stored(version)
    before = canonical_json(content)
    newest = upgraded(content, version)
    assert canonical_json(content) == before, "what was frozen is left as it is"
    for name in ("kind", "design", "chapters", "is_publication", "foreword"):
        assert name in newest
    assert newest["title"] == content["title"]


@pytest.mark.slow
@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_earlier_shape_is_still_printed(version, settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    report = report_frozen_as(version)
    jobs.run(str(report.job_id))
    report.job.refresh_from_db()
    assert report.job.error == ""
    text = "\n".join(pages_of(Path(report.files.get().file.path)))
    for words in ("Landkreis Musterland", "Der Bus fährt zu selten.", "HF1-M03", "nicht gemeldet"):
        assert words in text


@pytest.mark.parametrize("version", range(1, SCHEMA_VERSION))
def test_chapters_of_an_earlier_shape_are_written_whatever_has_been_added_since(version):
    book = book_from(report_frozen_as(version), is_draft=True)
    for chapter in book.chapters:
        assert chapter.written().html.strip()


def test_shape_of_a_later_release_is_not_guessed_at():
    with pytest.raises(ValueError, match=str(SCHEMA_VERSION + 1)):
        upgraded({}, SCHEMA_VERSION + 1)


@pytest.mark.parametrize("name", list(WRITERS))
def test_tampered_snapshot_is_printed_in_no_format(name):
    report = ReportFactory()
    Job.objects.filter(pk=report.job_id).update(
        payload={"report": str(report.pk), "formats": [name]}
    )
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE core_snapshot SET content = replace(content, 'Musterland', 'Anderswo')"
        )
    report.snapshot.refresh_from_db()
    with pytest.raises(JobFailed, match="Prüfsumme stimmt nicht"):
        book_from(report, is_draft=True)
    jobs.run(str(report.job_id))
    report.job.refresh_from_db()
    assert "Prüfsumme stimmt nicht" in report.job.error
    assert not report.files.exists()
