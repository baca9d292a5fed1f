"""The document of a cycle: from its rows while it runs, from what was frozen afterwards.

Every page, chart, comparison and report about a cycle begins here.
"""

import dataclasses
from collections.abc import Container

from django.db.models import Q

from measures.documents import CycleDocument, Row, document_from
from measures.models import Cycle, Measure
from measures.queries.collecting import collected
from smartregion.core.models import Snapshot
from smartregion.core.shelf import Shelf
from smartregion.core.snapshots import SnapshotTampered, content_of

# Making five hundred rows of a text takes a twentieth of a second. The text is checked each time it is
# read, and the same hash means the same rows; nobody changes them.
_READ: Shelf[CycleDocument] = Shelf(size=8)


def document_of(cycle: Cycle) -> CycleDocument:
    """What the cycle says at this moment, corrections included."""
    snapshot = valid_snapshot(cycle)
    return frozen_document(snapshot) if snapshot else collected(cycle)


def frozen_document(snapshot: Snapshot) -> CycleDocument:
    """What was frozen, of whatever age. Raises ``SnapshotTampered`` where the hash does not match."""
    if not snapshot.is_intact:
        raise SnapshotTampered(str(snapshot.pk))
    return _READ.get((snapshot.sha256, snapshot.schema_version), lambda: _read(snapshot))


def _read(snapshot: Snapshot) -> CycleDocument:
    return document_from(content_of(snapshot), snapshot.schema_version)


def valid_snapshot(cycle: Cycle) -> Snapshot | None:
    """What holds today: that of the newest correction, else the one of the closing; None while it runs."""
    if not cycle.is_closed:
        return None
    newest = cycle.corrections.select_related("snapshot").order_by("number").last()
    return newest.snapshot if newest else cycle.snapshot


def public_part(document: CycleDocument) -> CycleDocument:
    """Without what is not public today: a measure hidden after the cycle closed is hidden here, too."""
    ids = [row.measure_id for row in document.measures]
    targets = {row.merged_into for row in document.measures if row.merged_into}
    public = Measure.objects.public().filter(Q(pk__in=ids) | Q(number__in=targets))
    known = dict(public.values_list("pk", "number"))
    shown, numbers = {str(pk) for pk in known}, set(known.values())
    rows = [_beside(numbers, row) for row in document.measures if row.measure_id in shown]
    notes = [note for note in document.corrections if note.measure_id in shown]
    return dataclasses.replace(document, measures=rows, corrections=notes)


def _beside(public: Container[str], row: Row) -> Row:
    """The row as it reads where only these measures are known."""
    if not row.merged_into or row.merged_into in public:
        return row
    # Why its report was waived names the measure that it went into.
    return dataclasses.replace(row, merged_into="", waived_reason="")
