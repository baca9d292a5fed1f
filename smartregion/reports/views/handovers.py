"""Handovers: writing the protocol, reading it, and printing it."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from smartregion.core.access import get_for, require
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from smartregion.core.limits import account_may_try
from smartregion.reports.exports.protocols import check_address, protocol_name, protocol_pdf
from smartregion.reports.forms import HandoverForm
from smartregion.reports.models import Handover
from smartregion.reports.views.reports import rights, visible

PER_PAGE = 50
# Sheets one person may have printed within so many seconds; each takes a second of work.
SHEETS, WINDOW = 30, 600


def _handovers(request: HttpRequest) -> QuerySet[Handover]:
    require(request, "reports.view_all")
    found = Handover.objects.select_related("report__snapshot", "file", "recorded_by")
    return found.defer("report__snapshot__content")


@require_safe
def handover_list(request: HttpRequest) -> HttpResponse:
    """To whom what was handed over, the newest first."""
    page = Paginator(_handovers(request), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "reports/handover_list.html", {"page": page, **rights(request)})


def handover_create(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Write down a handover; it cannot be changed afterwards."""
    report = get_for(request, "reports.hand_over", visible(request), pk=pk)
    if not report.released_at or report.withdrawn_at:
        raise WrongState(_("Übergeben wird nur, was freigegeben ist und gilt."))
    form = HandoverForm(sent(request), report=report, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            made = form.save(by=request.user, at=timezone.now())
            messages.success(request, _("Die Übergabe ist festgehalten."))
            return redirect("reports:handover_detail", pk=made.pk)
    return render(request, "reports/handover_form.html", {"form": form, "report": report})


@require_safe
def handover_detail(request: HttpRequest, pk: int) -> HttpResponse:
    handover = get_for(request, None, _handovers(request), pk=pk)
    context = {"handover": handover, "check_address": check_address(handover)}
    return render(request, "reports/handover_detail.html", context)


@require_safe
def handover_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """The protocol on one sheet, to be signed."""
    handover = get_for(request, None, _handovers(request), pk=pk)
    person = int(request.user.pk or 0)
    if not account_may_try(
        person, what="protocol", times=SHEETS, seconds=WINDOW, at=timezone.now()
    ):
        raise WrongState(_("Das waren viele Protokolle. Bitte warten Sie zehn Minuten."))
    response = HttpResponse(protocol_pdf(handover), content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{protocol_name(handover)}"'
    return response
