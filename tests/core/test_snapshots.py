"""Frozen content is written once and read back only untouched."""

import pytest
from django.utils import timezone

from smartregion.core.models import Snapshot
from smartregion.core.snapshots import SnapshotTampered, content_of, freeze

pytestmark = pytest.mark.django_db


def frozen() -> Snapshot:
    return freeze(
        kind="test", subject="Probe", content={"name": "Linthe"}, by=None, at=timezone.now()
    )


def test_freeze_gives_back_what_was_frozen() -> None:
    assert content_of(frozen()) == {"name": "Linthe"}


def test_snapshot_is_never_saved_again() -> None:
    snapshot = frozen()
    snapshot.subject = "anders"
    with pytest.raises(ValueError, match="written once"):
        snapshot.save()


def test_snapshot_is_never_deleted() -> None:
    with pytest.raises(ValueError, match="never deleted"):
        frozen().delete()


def test_content_of_refuses_a_tampered_snapshot() -> None:
    snapshot = frozen()
    Snapshot.objects.filter(pk=snapshot.pk).update(content='{"name":"Brück"}')
    snapshot.refresh_from_db()
    with pytest.raises(SnapshotTampered):
        content_of(snapshot)
