"""Reporting how a measure stands, and accepting the report."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import F
from django.utils.translation import gettext as _

from measures.models import Assessment, Cycle
from smartregion.core.audit import record
from smartregion.core.editing import write_if_unchanged
from smartregion.core.errors import WrongState

State = Assessment.State


@transaction.atomic
def save_assessment(
    *, assessment: Assessment, by: Any, lock_version: int, **values: str
) -> Assessment:
    """Keep a draft; a report that was handed in becomes a draft again until it is sent anew."""
    _write(assessment, lock_version, state=State.DRAFT, **values)
    record(by=by, verb="save_assessment", subject=assessment)
    return assessment


@transaction.atomic
def submit_assessment(
    *, assessment: Assessment, by: Any, at: datetime, lock_version: int, **values: str
) -> Assessment:
    """Hand the report in; the traffic light is the one thing it cannot do without."""
    if not values.get("light"):
        message = ValidationError(_("Bitte wählen Sie eine Ampel."), code="light_required")
        raise ValidationError({"light": message})
    _write(
        assessment, lock_version, state=State.SUBMITTED, submitted_by=by, submitted_at=at, **values
    )
    record(by=by, verb="submit_assessment", subject=assessment)
    return assessment


@transaction.atomic
def accept_assessment(*, assessment: Assessment, by: Any) -> Assessment:
    """The strategy office takes the report as it is; from now on it stays unchanged."""
    _require_open_cycle(assessment)
    handed_in = Assessment.objects.filter(pk=assessment.pk, state=State.SUBMITTED)
    if not handed_in.update(state=State.ACCEPTED, lock_version=F("lock_version") + 1):
        raise WrongState(_("Nur eine abgegebene Meldung kann abgenommen werden."))
    assessment.refresh_from_db()
    record(by=by, verb="accept_assessment", subject=assessment)
    return assessment


def _write(assessment: Assessment, lock_version: int, **values: Any) -> None:
    _require_open_cycle(assessment)
    writable = Assessment.objects.filter(pk=assessment.pk, state__in=Assessment.WRITABLE)
    if not writable.exists():
        raise WrongState(_("Diese Meldung ist abgenommen und wird nicht mehr geändert."))
    write_if_unchanged(writable, lock_version=lock_version, **values)
    assessment.refresh_from_db()


def _require_open_cycle(assessment: Assessment) -> None:
    # Locked, so that the cycle cannot close between this look and the write.
    cycle = Cycle.objects.select_for_update().get(pk=assessment.cycle_id)
    if not cycle.is_running:
        raise WrongState(
            _("Der Evaluationszyklus „%(cycle)s“ ist geschlossen und nimmt nichts mehr an.")
            % {"cycle": cycle.title}
        )
