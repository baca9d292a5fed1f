"""Keeping the index of what reports name, so that no page searches through frozen content."""

from smartregion.core.snapshots import content_of
from smartregion.reports.documents import named_keys
from smartregion.reports.models import Mention, Report


def index_mentions(*, report: Report) -> None:
    """Note each measure and each contribution that the report names; it never names others."""
    keys = named_keys(content_of(report.snapshot))
    Mention.objects.bulk_create(Mention(report=report, thing=key) for key in sorted(keys))
