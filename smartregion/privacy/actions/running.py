"""The night: everything whose time is over goes, by the rules beside the models."""

from datetime import datetime

from smartregion.core.retention import remove_all
from smartregion.privacy.models import RUNS_KEPT_FOR, RetentionRun
from smartregion.privacy.queries import due_counts


def keep_retention(*, at: datetime) -> RetentionRun:
    """Let every room remove what is due, and note how many rows went; twice does nothing more.

    A room that fails keeps no other waiting (core/retention.py).
    """
    before, failures = due_counts(at=at), remove_all(at=at)
    after = due_counts(at=at)
    lines = {
        model: {"removed": max(0, number - after[model]), "left": after[model]}
        for model, number in before.items()
        if number or after[model]
    }
    return RetentionRun.objects.create(at=at, lines=lines, failures=failures)


def forget_runs(*, at: datetime) -> int:
    """Nights that nobody has to look up any more."""
    gone, _by_model = RetentionRun.objects.filter(at__lt=at - RUNS_KEPT_FOR).delete()
    return gone
