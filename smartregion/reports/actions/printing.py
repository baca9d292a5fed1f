"""A report for who sits at the server: made at once, kept nowhere."""

import json
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from smartregion.core.canonical import canonical_json, sha256_of
from smartregion.reports.actions.building import failing_in_words
from smartregion.reports.actions.freezing import content_for, refuse
from smartregion.reports.briefs import Brief
from smartregion.reports.rendering import WRITERS, Printed, Say, Stamp, book_of
from smartregion.reports.rendering.languages import LANGUAGE


@dataclass(frozen=True)
class Copy:
    """A file, and the hash of what it was made from."""

    printed: Printed
    snapshot_sha256: str


def print_report(*, brief: Brief, format_: str, is_draft: bool, say: Say, at: datetime) -> Copy:
    """Freeze what the report says, in memory only, and make one file of it.

    The file is the same as that of an order of this moment, but it stands in no archive, so nobody can
    have it verified. Raises ``ValidationError`` for an order that is refused and ``JobFailed``.
    """
    refuse(brief, on=timezone.localdate(at))
    frozen = canonical_json(content_for(brief, at=at))
    sha256 = sha256_of(frozen)
    stamp = Stamp(sha256, at.isoformat(timespec="seconds"), LANGUAGE, is_draft)
    with failing_in_words():
        printed = WRITERS[format_](book_of(json.loads(frozen), stamp), say=say)
    return Copy(printed, sha256)
