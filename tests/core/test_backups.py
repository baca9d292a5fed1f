"""The drill: everything goes into a file and comes back, with equal checksums."""

import io
import json
import tarfile
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import DatabaseError, connection, transaction

from measures.models import Cycle
from participation.surveys.models import Response
from smartregion.core.backups import RestoreRefused, check, restore, save
from smartregion.core.backups.rows import LEFT_OUT, lines, sum_of, tables
from smartregion.core.models import AuditEntry, Snapshot
from smartregion.core.storage import keep
from tests.factories.dates import NOON
from tests.factories.measures import MeasureFactory, closed
from tests.factories.strategy import whole_version
from tests.factories.surveys import published, question, respond

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.slow]


@pytest.fixture(autouse=True)
def media(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path / "media"
    settings.VAR_DIR = tmp_path
    settings.MEDIA_ROOT.mkdir()
    return settings.MEDIA_ROOT


@pytest.fixture
def archive(tmp_path):
    """A backup of a strategy, a closed cycle, answers and a file."""
    version = whole_version(adopted=True)
    field = version.texts.get(element__kind="field").element
    closed((MeasureFactory(field=field), "green"))
    survey = published(question("single", "netz"))
    respond(survey, {"netz": "a"})
    keep("reports/bericht.pdf", b"%PDF-1.7 Umlaute")
    file = tmp_path / "sicherung.tar.gz"
    save(file, at=NOON)
    return file


def empty_database():
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)


def sums():
    return {model._meta.db_table: sum_of(lines(model)) for model in tables()}


@pytest.mark.behaviour("X12")
def test_everything_comes_back_with_equal_checksums(archive, media):
    before = sums()
    assert sum(each.count for each in before.values()) > 20
    empty_database()
    (media / "reports/bericht.pdf").unlink()

    restore(archive)

    assert sums() == before
    assert (media / "reports/bericht.pdf").read_bytes() == b"%PDF-1.7 Umlaute"
    assert Snapshot.objects.first().is_intact
    assert Response.objects.get().answers == {"netz": "a"}


def test_restored_rows_are_guarded_again_and_new_ones_get_numbers_of_their_own(archive):
    empty_database()
    restore(archive)
    with pytest.raises(DatabaseError), transaction.atomic():
        Cycle.objects.filter(state="closed").update(title="Umgeschrieben")
    taken = set(AuditEntry.objects.values_list("pk", flat=True))
    fresh = AuditEntry.objects.create(verb="test", object_type="", object_id="", object_label="")
    assert fresh.pk not in taken


def test_times_are_those_of_the_first_writing(archive):
    stamps = list(AuditEntry.objects.order_by("pk").values_list("pk", "at"))
    empty_database()
    restore(archive)
    assert list(AuditEntry.objects.order_by("pk").values_list("pk", "at")) == stamps


def test_backup_is_for_its_owner_only_and_names_what_is_not_in_it(archive, settings):
    assert archive.stat().st_mode & 0o077 == 0
    manifest = check(archive)
    assert "SECRET_KEY" in manifest.secrets
    assert settings.SECRET_KEY.encode() not in _unpacked(archive)


def _unpacked(archive):
    with tarfile.open(archive) as opened:
        return b"".join(opened.extractfile(member).read() for member in opened if member.isfile())


def test_database_with_data_is_not_overwritten(archive):
    before = sums()
    with pytest.raises(RestoreRefused, match="nicht leer"):
        restore(archive)
    assert sums() == before


@pytest.mark.parametrize("name", ["tables/core_snapshot.jsonl", "media/reports/bericht.pdf"])
def test_archive_with_one_changed_member_is_refused_before_anything_is_written(
    archive, tmp_path, name
):
    damaged = _rewritten(archive, tmp_path, name, lambda data: data[:-2] + b"?\n")
    empty_database()
    with pytest.raises(RestoreRefused, match="beschädigt"):
        restore(damaged)
    assert not Snapshot.objects.exists()


def _rewritten(archive, folder, name, change):
    target = folder / "anders.tar.gz"
    with tarfile.open(archive) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = old.extractfile(member).read()
            if member.name == name:
                data = change(data)
                member.size = len(data)
            new.addfile(member, io.BytesIO(data))
    return target


def test_archive_that_breaks_off_is_refused(archive, tmp_path):
    half = tmp_path / "halb.tar.gz"
    half.write_bytes(archive.read_bytes()[: archive.stat().st_size // 2])
    with pytest.raises(RestoreRefused):
        check(half)


def test_backup_of_another_release_is_refused(archive, tmp_path):
    def of_the_future(data):
        content = json.loads(data)
        content["migrations"].append("core.9999_future")
        return json.dumps(content).encode()

    newer = _rewritten(archive, tmp_path, "manifest.json", of_the_future)
    empty_database()
    with pytest.raises(RestoreRefused, match="9999_future"):
        restore(newer)


def test_member_that_wants_out_of_its_folder_is_refused(archive, tmp_path):
    def with_a_way_out(data):
        content = json.loads(data)
        content["files"]["../boese.txt"] = content["files"].pop("reports/bericht.pdf")
        return json.dumps(content).encode()

    changed = _rewritten(archive, tmp_path, "manifest.json", with_a_way_out)
    target = tmp_path / "boese.tar.gz"
    with tarfile.open(changed) as old, tarfile.open(target, "w:gz") as new:
        for member in old:
            data = old.extractfile(member).read()
            if member.name == "media/reports/bericht.pdf":
                member.name = "media/../boese.txt"
            new.addfile(member, io.BytesIO(data))
    empty_database()
    with pytest.raises(RestoreRefused):
        restore(target)
    assert not list(Path(tmp_path).rglob("boese.txt"))


def test_every_table_is_saved_or_left_out_on_purpose():
    saved = {model._meta.db_table for model in tables()}
    rest = set(connection.introspection.django_table_names(only_existing=True)) - saved
    assert rest == {"django_content_type", "auth_permission", "django_session"}
    assert len(LEFT_OUT) == 3


def test_commands_say_what_they_did(archive, tmp_path, capsys):
    call_command("restore", str(archive), "--check")
    assert "is whole" in capsys.readouterr().out
    with pytest.raises(CommandError, match="core_"):
        call_command("restore", str(archive))
    call_command("backup", output=tmp_path / "zweite.tar.gz")
    assert "SECRET_KEY" in capsys.readouterr().out
