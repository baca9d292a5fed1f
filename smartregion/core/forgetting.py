"""What the technical ground keeps no longer: the trail, finished jobs, halves of files."""

from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings

from smartregion.core import audit
from smartregion.core.models import AUDIT_KEPT_FOR, Job

# Nobody writes so long at one file; what is left was begun by a process that was killed.
HALVES_KEPT_FOR = timedelta(days=7)


def forget_trail(*, at: datetime) -> int:
    """Entries about what was done longer ago than anybody may look back."""
    return audit.forget_before(at - AUDIT_KEPT_FOR)


def forget_jobs(*, at: datetime) -> int:
    """Jobs that ended long ago and of which nothing is there any more."""
    gone, _by_model = Job.objects.over(at).delete()
    return gone


def forget_halves(*, at: datetime) -> int:
    """Files that were begun and never finished (storage.whole_file)."""
    before = (at - HALVES_KEPT_FOR).timestamp()
    halves = list(Path(settings.MEDIA_ROOT).rglob(".*.part"))
    old = [each for each in halves if each.stat().st_mtime < before]
    for half in old:
        half.unlink(missing_ok=True)
    return len(old)
