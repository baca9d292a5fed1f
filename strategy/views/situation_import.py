"""Figures from a file: upload, preview, and only then storing."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.core.access import require
from smartregion.core.csvfile import download
from smartregion.core.forms import refusals_on, sent
from strategy.actions.situation import Imported
from strategy.forms.situation import AcceptanceForm, FiguresFileForm
from strategy.queries.situation import kept_characteristics
from strategy.queries.situation_import import Plan, template_rows

KEEP = "strategy.keep_situation"
# A page with more faults than this helps nobody; the rest is counted.
SHOWN = 500


def template(request: HttpRequest) -> HttpResponse:
    """The empty table to fill in."""
    require(request, KEEP)
    return download("vorlage-strukturdaten.csv", template_rows())


def upload(request: HttpRequest) -> HttpResponse:
    """Check a file. A good one leads to the preview; a bad one to its faults. Nothing is stored."""
    require(request, KEEP)
    form = FiguresFileForm(sent(request), request.FILES or None, on=timezone.localdate())
    context = {"form": form, "kept": kept_characteristics()}
    if form.is_valid():
        checked = form.check_file()
        if not checked.errors:
            return _preview(request, form.plan(checked))
        context["faults"] = checked.errors[:SHOWN]
        context["total"] = len(checked.errors)
    return render(request, "strategy/situation_import.html", context)


def _preview(
    request: HttpRequest, plan: Plan, refused: AcceptanceForm | None = None
) -> HttpResponse:
    context = {
        "plan": plan,
        "form": AcceptanceForm.carrying(plan, by=request.user),
        "refused": refused,
    }
    status = 409 if refused else 200
    return render(request, "strategy/situation_import_preview.html", context, status=status)


@require_POST
def accept(request: HttpRequest) -> HttpResponse:
    """Store what the preview showed; where somebody else was quicker, show what it would be now."""
    require(request, KEEP)
    form = AcceptanceForm(request.POST, by=request.user)
    if not form.is_valid():
        messages.error(request, str(form.errors["checked"][0]))
        return redirect("strategy:figures_import")
    with refusals_on(form):
        messages.success(request, _sentence(form.store()))
        return redirect("strategy:situation_manage")
    return _preview(request, form.plan_anew(), refused=form)


def _sentence(done: Imported) -> str:
    counts = {"new": done.new, "changed": done.changed, "unchanged": done.unchanged}
    return _("Übernommen: %(new)d neu, %(changed)d geändert, %(unchanged)d unverändert.") % counts
