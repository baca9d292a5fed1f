"""Ordering a report: of a manuscript, or as its kind usually is."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from participation.forums.queries import gaps
from smartregion.core.access import require
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent
from smartregion.reports.forms import OrderForm
from smartregion.reports.forms.ordering import ManuscriptOrderForm
from smartregion.reports.models import Kind, Manuscript
from smartregion.reports.queries.exhibits import stale_exhibits
from smartregion.reports.views.manuscripts import manuscript_for, trail_of


def report_order(request: HttpRequest) -> HttpResponse:
    """The start: manuscripts to build from, and a final report without one."""
    require(request, "reports.order")
    form = OrderForm(sent(request), person=request.user)
    if form.is_valid():
        with refusals_on(form):
            report = form.save(by=request.user, at=timezone.now())
            messages.success(request, ordered())
            return redirect(report.workshop_url)
    context = {
        "form": form,
        "gaps": gaps(on=timezone.localdate()),
        "manuscripts": Manuscript.objects.in_work()[:6],
        "may_write": request.user.has_perm("reports.write"),
    }
    return render(request, "reports/report_order.html", context)


def ordered() -> str:
    """What is said when an order was taken."""
    return _("Der Bericht ist bestellt. Sie können diese Seite verlassen.")


def manuscript_order(request: HttpRequest, pk: UUID) -> HttpResponse:
    """Freeze a manuscript with all data and build drafts of it."""
    manuscript = manuscript_for(request, pk, "reports.order")
    if manuscript.archived_at:
        raise WrongState(
            _("Dieses Manuskript ist abgelegt. Holen Sie es zurück, um es zu bestellen.")
        )
    form = ManuscriptOrderForm(sent(request), manuscript=manuscript)
    if form.is_valid():
        with refusals_on(form):
            report = form.save(by=request.user, at=timezone.now())
            messages.success(request, ordered())
            return redirect(report.workshop_url)
    is_final = manuscript.kind == Kind.FINAL
    context = {
        **trail_of(manuscript),
        "form": form,
        "gaps": gaps(on=timezone.localdate()) if is_final else [],
        "stale": len(stale_exhibits(manuscript, at=timezone.now())),
    }
    return render(request, "reports/manuscript_order.html", context)
