"""Correcting a closed cycle: choose the measure, say what holds from now on, and why."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from measures.actions.correcting import last_correction_of
from measures.documents import Row
from measures.forms.correcting import CorrectionForm
from measures.models import Cycle
from measures.queries.documents import document_of
from measures.queries.lights import shown_light
from smartregion.core.access import get_for
from smartregion.core.editing import EditConflict
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent


@require_safe
def corrections(request: HttpRequest, slug: str) -> HttpResponse:
    """Which report is to be corrected, and what was corrected so far."""
    cycle = _closed(request, slug)
    document = document_of(cycle)
    context = {
        "cycle": cycle,
        "rows": [(row, shown_light(row.state, row.light)) for row in document.measures],
        "notes": document.corrections,
    }
    return render(request, "measures/cycle_corrections.html", context)


def correct(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """One measure of a closed cycle, with all that can be said about it."""
    cycle = _closed(request, slug)
    row = _row(cycle, number)
    form = _form(request, cycle, row)
    if form.is_valid():
        try:
            with refusals_on(form):
                form.save(cycle=cycle, by=request.user, at=timezone.now())
                done = _("Die Meldung zu %(number)s ist berichtigt.")
                messages.success(request, done % {"number": row.number})
                return redirect(cycle)
        except EditConflict:
            return _conflict(request, cycle, row, form)
    return _page(request, cycle, row, form)


def _form(request: HttpRequest, cycle: Cycle, row: Row) -> CorrectionForm:
    seen = last_correction_of(cycle, row.measure_id)
    return CorrectionForm(sent(request), row=row, cutoff_on=cycle.cutoff_on, seen=seen)


def _conflict(request: HttpRequest, cycle: Cycle, row: Row, typed: CorrectionForm) -> HttpResponse:
    """What was typed stays in the form; sent again, it corrects what somebody else has corrected."""
    data = request.POST.copy()
    data["seen"] = str(last_correction_of(cycle, row.measure_id))
    again = CorrectionForm(data, row=row, cutoff_on=cycle.cutoff_on, seen=0)
    return _page(request, cycle, row, again, 409, differences=typed.differences_to(row))


def _page(
    request: HttpRequest,
    cycle: Cycle,
    row: Row,
    form: CorrectionForm,
    status: int = 200,
    **context: object,
) -> HttpResponse:
    context |= {
        "cycle": cycle,
        "row": row,
        "form": form,
        "light": shown_light(row.state, row.light),
    }
    return render(request, "measures/correction_form.html", context, status=status)


def _closed(request: HttpRequest, slug: str) -> Cycle:
    visible = Cycle.objects.visible_to(request.user).select_related("strategy", "snapshot")
    cycle = get_for(request, "measures.manage_cycles", visible, slug=slug)
    if not cycle.is_closed:
        raise WrongState(
            _("Dieser Zyklus ist nicht geschlossen; seine Meldungen lassen sich noch ändern.")
        )
    return cycle


def _row(cycle: Cycle, number: str) -> Row:
    """By the number it had in the cycle: a measure may be called otherwise today."""
    for row in document_of(cycle).measures:
        if row.number == number:
            return row
    raise Http404
