"""A backup while people write: it is of one moment, and it comes back with equal checksums."""

import threading
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import connection, transaction

from smartregion.core import audit
from smartregion.core.backups import restore, save
from smartregion.core.backups.rows import lines, sum_of, tables
from smartregion.core.models import AuditEntry
from smartregion.county.models import Organisation
from tests.factories.dates import NOON
from tests.factories.strategy import whole_version

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.postgres,
    pytest.mark.slow,
]


@pytest.mark.behaviour("X12")
def test_backup_under_load_is_of_one_moment(settings: Any, tmp_path: Path) -> None:
    settings.MEDIA_ROOT = settings.VAR_DIR = tmp_path
    whole_version(adopted=True)
    is_over, written = threading.Event(), []

    def write() -> None:
        """Two tables in one transaction, so that each row of one has its row of the other."""
        while not is_over.is_set():
            with transaction.atomic():
                made = Organisation.objects.create(
                    name=f"Verein {len(written)}", slug=f"v{len(written)}"
                )
                audit.record(by=None, verb="create_organisation", subject=made)
            written.append(made.pk)
        connection.close()

    writer = threading.Thread(target=write)
    writer.start()
    while len(written) < 20:
        is_over.wait(0.01)
    before = len(written)
    manifest = save(tmp_path / "sicherung.tar.gz", at=NOON)
    after = len(written)
    is_over.set()
    writer.join()
    assert after > before
    call_command("flush", interactive=False, verbosity=0, inhibit_post_migrate=True)
    restore(tmp_path / "sicherung.tar.gz")
    found = {model._meta.db_table: sum_of(lines(model)) for model in tables()}
    assert found == manifest.tables
    noted = AuditEntry.objects.filter(verb="create_organisation").values_list(
        "object_id", flat=True
    )
    kept = Organisation.objects.filter(pk__in=written).values_list("pk", flat=True)
    assert {str(pk) for pk in kept} == set(noted)
    assert before <= len(kept) <= after + 1
