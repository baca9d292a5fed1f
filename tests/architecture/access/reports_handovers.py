"""Handovers are written by those who hand over, and read by all who look after reports."""

from typing import Any

from django.utils import timezone

from smartregion.accounts.models import User
from smartregion.reports.actions import Delivery, hand_over
from smartregion.reports.models import Report
from tests.architecture.access.reports import READERS, released
from tests.architecture.access.table import PEOPLE, Row, only


def handed_over() -> dict[str, Any]:
    report = Report.objects.get(pk=released()["pk"])
    delivery = Delivery(
        file=report.files.final().get(),
        recipient="Kreistag",
        handed_over_by="Stabsstelle",
        handed_over_on=timezone.localdate(),
    )
    by = User.objects.get(email=PEOPLE["strategy_office"])
    return {"pk": hand_over(report=report, delivery=delivery, by=by, at=timezone.now()).pk}


TABLE: dict[str, Row] = {
    "reports:handover_list": only(*READERS),
    "reports:handover_create": only("strategy_office", "consultant", where=released),
    "reports:handover_detail": only(*READERS, where=handed_over),
    "reports:handover_pdf": only(*READERS, where=handed_over),
}
