"""Correcting a closed cycle: it stays as it was frozen, and a new snapshot says what holds from now on."""

import dataclasses
from datetime import datetime
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.actions.history import in_german
from measures.actions.refusals import required
from measures.actions.telling import tell_of_correction
from measures.correcting import changes_between, corrected
from measures.documents import (
    SCHEMA_VERSION,
    CorrectionNote,
    CycleDocument,
    Row,
    content_of_document,
)
from measures.models import Correction, Cycle, Measure
from measures.queries.documents import frozen_document, valid_snapshot
from smartregion.core.audit import record
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.models import Snapshot
from smartregion.core.snapshots import freeze


@transaction.atomic
def correct_cycle(
    *, cycle: Cycle, row: Row, seen: int, by: Any, at: datetime, reason: str
) -> Correction:
    """Let the cycle say ``row`` about its measure from now on, for a reason that everybody may read.

    ``seen`` is the number of the last correction of this measure that the person knew, 0 for none;
    raises ``EditConflict`` where somebody has corrected it since.
    """
    held = Cycle.objects.select_for_update().get(pk=cycle.pk)
    if not held.is_closed:
        raise WrongState(_("Berichtigt wird nur, was ein geschlossener Zyklus sagt."))
    if last_correction_of(held, row.measure_id) != seen:
        raise EditConflict
    before = valid_snapshot(held)
    if before is None:  # never: a constraint holds that a closed cycle has one
        raise WrongState(_("Dieser Zyklus hat nichts festgehalten."))
    document, note = _rewritten(frozen_document(before), row, reason.strip(), held, at)
    snapshot = _freeze(held, document, before, note, by=by, at=at)
    correction = _keep(held, document, note, snapshot, by=by, at=at)
    record(
        by=by, verb="correct_cycle", subject=held,
        changes={"measure": note.measure, "sha256": snapshot.sha256},
    )  # fmt: skip
    tell_of_correction(correction)
    return correction


def last_correction_of(cycle: Cycle, measure_id: str) -> int:
    """The number of the last correction of this measure in the cycle, 0 for none."""
    made = cycle.corrections.filter(measure_id=UUID(measure_id)).order_by("number").last()
    return made.number if made else 0


def _rewritten(
    document: CycleDocument, row: Row, reason: str, cycle: Cycle, at: datetime
) -> tuple[CycleDocument, CorrectionNote]:
    old, on = document.row_of(row.measure_id), timezone.localdate(at)
    if old is None:
        raise WrongState(_("Diese Maßnahme gehört nicht zu diesem Zyklus."))
    new = corrected(old, row, on=on)
    changes = in_german(lambda: changes_between(old, new))
    _refuse_idle(changes, reason)
    note = CorrectionNote(
        number=cycle.corrections.count() + 1,
        measure_id=old.measure_id,
        measure=f"{old.number} {old.title}",
        on=on,
        reason=reason,
        changes=changes,
    )
    rows = [new if each.measure_id == new.measure_id else each for each in document.measures]
    notes = [*document.corrections, note]
    return dataclasses.replace(document, measures=rows, corrections=notes), note


def _refuse_idle(changes: dict[str, list[str]], reason: str) -> None:
    if not changes:
        raise ValidationError(
            _("Sie haben nichts geändert; es gibt nichts zu berichtigen."), code="nothing_changed"
        )
    if not reason:
        message = _("Bitte schreiben Sie, warum berichtigt wird; alle können das lesen.")
        raise required("reason", message)


def _freeze(
    cycle: Cycle,
    document: CycleDocument,
    before: Snapshot,
    note: CorrectionNote,
    *,
    by: Any,
    at: datetime,
) -> Snapshot:
    """Linked to the snapshot that it takes the place of, by its hash."""
    names = {"cycle": cycle, "number": note.number}
    subject = in_german(lambda: _("%(cycle)s, Berichtigung %(number)s") % names)
    linked = dataclasses.replace(document, corrects=before.sha256)
    return freeze(
        kind="cycle", subject=subject, content=content_of_document(linked), by=by, at=at,
        schema_version=SCHEMA_VERSION,
    )  # fmt: skip


def _keep(
    cycle: Cycle,
    document: CycleDocument,
    note: CorrectionNote,
    snapshot: Snapshot,
    *,
    by: Any,
    at: datetime,
) -> Correction:
    row = document.row_of(note.measure_id)
    return Correction.objects.create(
        cycle=cycle,
        number=note.number,
        measure=Measure.objects.get(pk=note.measure_id),
        light=row.light if row else "",
        changes=note.changes,
        reason=note.reason,
        snapshot=snapshot,
        by=by if getattr(by, "is_authenticated", False) else None,
        at=at,
    )
