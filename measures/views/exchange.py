"""Measures as files: to take along for everybody, to keep in Excel and bring back for the office."""

from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from measures.exchange.plans import Plan
from measures.exchange.stock import whole_measures
from measures.exchange.tables import measure_table
from measures.exchange.uploads import AcceptanceForm, WorkbookForm, plan_of
from measures.forms import MeasureFilter
from measures.models import Measure, MeasureQuerySet
from smartregion.core.access import require
from smartregion.core.csvfile import download
from smartregion.core.forms import refusals_on, sent
from smartregion.core.media_types import XLSX

# As many faults and measures as a person reads; a file may hold thousands.
SHOWN_FAULTS, SHOWN_MEASURES = 200, 100


# -- taking along ------------------------------------------------------------------------------
@login_not_required
def table_csv(request: HttpRequest) -> HttpResponse:
    """The public measures as one table, filtered as the list is."""
    measures = whole_measures(_public(request), reader=AnonymousUser())
    return download("massnahmen.csv", measure_table(measures, on=timezone.localdate()))


@login_not_required
def workbook_public(request: HttpRequest) -> HttpResponse:
    """The public measures with what hangs on them, as everybody may read it."""
    return _workbook(_public(request), "massnahmen.xlsx", internal=False)


def workbook_internal(request: HttpRequest) -> HttpResponse:
    """All measures with all columns, to be changed in Excel and read back."""
    require(request, "measures.view_internal")
    measures = Measure.objects.visible_to(request.user)
    name = f"massnahmen-{timezone.localdate():%Y-%m-%d}.xlsx"
    return _workbook(_filtered(request, measures, request.user), name, internal=True)


def workbook_template(request: HttpRequest) -> HttpResponse:
    """The same workbook without measures."""
    require(request, "measures.import_measures")
    return _workbook(Measure.objects.none(), "massnahmen-vorlage.xlsx", internal=True)


def _public(request: HttpRequest) -> MeasureQuerySet:
    """What everybody may read, also for somebody who may read more: the file leaves the house."""
    return _filtered(request, Measure.objects.public(), AnonymousUser())


def _filtered(request: HttpRequest, measures: MeasureQuerySet, reader: Any) -> MeasureQuerySet:
    wanted = MeasureFilter(request.GET, measures=measures, visible_to=reader)
    return wanted.apply(measures).order_by("number")


def _workbook(measures: MeasureQuerySet, name: str, *, internal: bool) -> HttpResponse:
    # Takes a fifth of a second to import; only who writes a workbook needs it.
    from measures.exchange.writing import workbook  # noqa: PLC0415

    reader = None if internal else AnonymousUser()
    whole = whole_measures(measures, reader=reader)
    content = workbook(whole, internal=internal, on=timezone.localdate())
    response = HttpResponse(content, content_type=XLSX)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


# -- bringing back -----------------------------------------------------------------------------
def import_file(request: HttpRequest) -> HttpResponse:
    """Hand in a workbook; the answer is what it would do, or what is wrong with it."""
    require(request, "measures.import_measures")
    form = WorkbookForm(sent(request), request.FILES or None)
    plan = Plan()
    if form.is_valid():
        content = form.content()
        plan = plan_of(content, by=request.user, at=timezone.now())
        if not plan.faults:
            acceptance = AcceptanceForm.carrying(content, plan, by=request.user)
            return _preview(request, plan, acceptance)
    context = {"form": form, "faults": plan.faults[:SHOWN_FAULTS], "total": len(plan.faults)}
    return render(request, "measures/import.html", context)


def import_accept(request: HttpRequest) -> HttpResponse:
    """Store what the preview has shown, exactly that or nothing."""
    require(request, "measures.import_measures")
    if request.method != "POST":
        return redirect("measures:import_file")
    form, at = AcceptanceForm(request.POST, by=request.user), timezone.now()
    if not form.is_valid():
        context = {"form": WorkbookForm(), "refused": form}
        return render(request, "measures/import.html", context)
    with refusals_on(form):
        plan = form.store(at=at)
        messages.success(request, _done(plan))
        return redirect("measures:measure_list")
    plan = plan_of(form.content, by=request.user, at=at)
    if plan.faults:
        faults = {"faults": plan.faults[:SHOWN_FAULTS], "total": len(plan.faults)}
        return render(request, "measures/import.html", {"form": WorkbookForm(), **faults})
    anew = AcceptanceForm.carrying(form.content, plan, by=request.user)
    return _preview(request, plan, anew, refused=form)


def _preview(
    request: HttpRequest, plan: Plan, form: AcceptanceForm, refused: AcceptanceForm | None = None
) -> HttpResponse:
    touched = [measure for measure in plan.measures if not measure.is_unchanged]
    context = {
        "plan": plan,
        "touched": touched[:SHOWN_MEASURES],
        "total": len(touched),
        "form": form,
        "refused": refused,
    }
    return render(request, "measures/import_preview.html", context, status=409 if refused else 200)


def _done(plan: Plan) -> str:
    new = ngettext("%(n)d Maßnahme ist neu", "%(n)d Maßnahmen sind neu", len(plan.new))
    changed = ngettext("%(n)d ist geändert", "%(n)d sind geändert", len(plan.changed))
    counted = (new % {"n": len(plan.new)}, changed % {"n": len(plan.changed)})
    return _("Die Datei ist eingelesen: %(new)s, %(changed)s.") % dict(
        zip(("new", "changed"), counted, strict=True)
    )
