"""Writing down to whom a report was handed over."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from smartregion.core import audit
from smartregion.core.errors import WrongState
from smartregion.reports.models import Handover, Report, ReportFile


@dataclass(frozen=True)
class Delivery:
    """What the protocol says of one handover."""

    file: ReportFile
    recipient: str
    handed_over_by: str
    handed_over_on: date
    way: str = Handover.Way.MEETING
    note: str = ""


@transaction.atomic
def hand_over(*, report: Report, delivery: Delivery, by: Any, at: datetime) -> Handover:
    """Record a handover, for good: a mistake is put right by another record that says so.

    The very same once more (a double click) is no second handover: it gives the first.
    """
    report = Report.objects.select_for_update().get(pk=report.pk)
    if not report.released_at or report.withdrawn_at or delivery.file.is_draft:
        raise WrongState(_("Übergeben wird nur, was freigegeben ist und gilt."))
    _refuse_impossible_day(report, delivery.handed_over_on, on=timezone.localdate(at))
    said = {**vars(delivery), "report": report}
    same: Handover | None = Handover.objects.filter(**said).first()
    if same:
        return same
    made: Handover = Handover.objects.create(
        **said, file_sha256=delivery.file.sha256, recorded_by=by, recorded_at=at
    )
    audit.record(by=by, verb="hand_over", subject=report, changes={"to": delivery.recipient})
    return made


def _refuse_impossible_day(report: Report, day: date, *, on: date) -> None:
    released = timezone.localdate(report.released_at)
    if released <= day <= on:
        return
    message = (
        _("Der Tag liegt in der Zukunft. Bitte schreiben Sie das Protokoll erst nach der Übergabe.")
        if day > on
        else _("An diesem Tag war der Bericht noch nicht freigegeben.")
    )
    raise ValidationError({"handed_over_on": ValidationError(message, code="day")})
