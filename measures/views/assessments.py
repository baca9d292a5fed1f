"""Reporting how measures stand in an open cycle, and accepting the reports."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from measures.actions import accept_assessment
from measures.forms import AssessmentForm
from measures.models import Assessment
from smartregion.core.access import get_for
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent


def assess(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Report how one measure stands: keep a draft, or hand it in."""
    assessment = _assessment(request, "measures.assess", slug, number)
    is_draft = request.POST.get("deed") == "draft"
    form = AssessmentForm(sent(request), assessment=assessment, is_draft=is_draft)
    if request.method != "POST":
        return _assess_page(request, form)
    _refuse_if_final(assessment)
    if not form.is_valid():
        return _assess_page(request, form)
    try:
        with refusals_on(form):
            _save(request, form, is_draft=is_draft)
            return redirect("measures:assess", slug, number)
    except EditConflict:
        return _assess_conflict(request, form)
    return _assess_page(request, form)


@require_POST
def accept(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """The strategy office takes a report as it is."""
    assessment = _assessment(request, "measures.manage_cycles", slug, number)
    accept_assessment(assessment=assessment, by=request.user, at=timezone.now())
    messages.success(request, _("Die Meldung ist abgenommen."))
    return redirect(assessment.cycle)


def _assessment(request: HttpRequest, permission: str, slug: str, number: str) -> Assessment:
    visible = Assessment.objects.visible_to(request.user)
    known = visible.select_related("measure__lead", "measure__field", "cycle", "submitted_by")
    return get_for(request, permission, known, cycle__slug=slug, measure__number=number)


def _refuse_if_final(assessment: Assessment) -> None:
    if not assessment.cycle.is_running:
        raise WrongState(_("Dieser Evaluationszyklus ist geschlossen und nimmt nichts mehr an."))


def _save(request: HttpRequest, form: AssessmentForm, *, is_draft: bool) -> None:
    if is_draft:
        form.save_draft(by=request.user)
        messages.success(request, _("Der Entwurf ist gespeichert."))
    else:
        form.submit(by=request.user, at=timezone.now())
        messages.success(request, _("Ihre Meldung ist abgegeben. Vielen Dank."))


def _assess_page(
    request: HttpRequest, form: AssessmentForm, status: int = 200, **context: object
) -> HttpResponse:
    assessment = form.assessment
    context |= {
        "form": form,
        "assessment": assessment,
        "is_writable": assessment.is_writable and assessment.cycle.is_running,
        "may_accept": request.user.has_perm("measures.manage_cycles"),
        "previous": _previous(assessment),
    }
    return render(request, "measures/assess.html", context, status=status)


def _assess_conflict(request: HttpRequest, form: AssessmentForm) -> HttpResponse:
    stored = Assessment.objects.select_related("measure", "cycle").get(pk=form.assessment.pk)
    again = AssessmentForm(typed_over(request, stored), assessment=stored, is_draft=True)
    return _assess_page(request, again, 409, differences=form.differences_to(stored))


def _previous(assessment: Assessment) -> Assessment | None:
    """What was said last time, to remember what was promised."""
    earlier = Assessment.objects.filter(measure=assessment.measure).reported()
    closed = earlier.filter(cycle__cutoff_on__lt=assessment.cycle.cutoff_on)
    return closed.select_related("cycle").order_by("-cycle__cutoff_on").first()
