"""Reporting how a measure stands; what the office does with it is in actions/reviewing.py."""

from datetime import datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils.translation import gettext as _

from measures.actions.running import hold_running
from measures.models import Assessment
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


def _write(assessment: Assessment, lock_version: int, **values: Any) -> None:
    hold_running(assessment.cycle_id)
    writable = Assessment.objects.filter(pk=assessment.pk, state__in=Assessment.WRITABLE)
    if not writable.exists():
        raise WrongState(_("Diese Meldung ist abgenommen und wird nicht mehr geändert."))
    write_if_unchanged(writable, lock_version=lock_version, **values)
    assessment.refresh_from_db()
