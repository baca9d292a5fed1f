"""Reporting how one measure stands: two minutes, on a phone, saved while one writes."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.forms import AssessmentForm
from measures.models import Assessment, AssessmentStep, Measure
from measures.queries.lights import light_of
from measures.queries.reporting import last_report
from measures.queries.reviewing import given
from smartregion.core.access import get_for
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent

DRAFT, AUTOSAVE = "draft", "autosave"


def assess(request: HttpRequest, slug: str, number: str) -> HttpResponse:
    """Report how one measure stands: keep a draft, or hand it in."""
    assessment = _assessment(request, "measures.assess", cycle__slug=slug, measure__number=number)
    if request.method == "POST" and request.POST.get("deed") == AUTOSAVE:
        return _autosave(request, assessment)
    form = _form(request, assessment)
    if request.method != "POST":
        return _page(request, form)
    _refuse_if_final(assessment)
    if not form.is_valid():
        return _page(request, form)
    try:
        with refusals_on(form):
            return _save(request, form)
    except EditConflict:
        return _conflict(request, form)
    return _page(request, form)


def personal_report(request: HttpRequest, key: UUID) -> HttpResponse:
    """The address in a letter: whoever is asked and signed in gets exactly this form."""
    return redirect(_assessment(request, "measures.assess", key=key))


def _assessment(request: HttpRequest, permission: str, **lookup: object) -> Assessment:
    visible = Assessment.objects.visible_to(request.user)
    related = ("measure__lead", "measure__field", "measure__merged_into", "cycle", "submitted_by")
    return get_for(request, permission, visible.select_related(*related), **lookup)


def _refuse_if_final(assessment: Assessment) -> None:
    if not assessment.cycle.is_running:
        raise WrongState(_("Dieser Evaluationszyklus ist geschlossen und nimmt nichts mehr an."))


# -- saving ------------------------------------------------------------------------------------
def _form(
    request: HttpRequest, assessment: Assessment, data: Any = None, *, is_draft: bool | None = None
) -> AssessmentForm:
    if is_draft is None:
        is_draft = request.POST.get("deed") in {DRAFT, AUTOSAVE}
    return AssessmentForm(
        data or sent(request), assessment=assessment, today=timezone.localdate(), is_draft=is_draft
    )


def _save(request: HttpRequest, form: AssessmentForm) -> HttpResponse:
    if form.is_draft:
        form.save_draft(by=request.user)
        messages.success(request, _("Der Entwurf ist gespeichert."))
    else:
        form.submit(by=request.user, at=timezone.now())
        messages.success(request, _("Ihre Meldung ist abgegeben. Vielen Dank."))
    return redirect(form.assessment)


def _autosave(request: HttpRequest, assessment: Assessment) -> HttpResponse:
    """Keep what can be taken, without a word more than needed; the page goes on as it is."""
    form = _form(request, assessment)
    outcome = "saved" if form.is_valid() else "partly"
    try:
        form.save_draft(by=request.user, is_quiet=True)
    except EditConflict:
        outcome = "conflict"
    except (WrongState, KeyError):
        # Closed or accepted in the meantime; or sent by something that is not our form.
        outcome = "refused"
    context = {"form": form, "outcome": outcome, "at": timezone.localtime(), "is_swapped": True}
    return render(request, "measures/_report_saved.html", context)


def _conflict(request: HttpRequest, form: AssessmentForm) -> HttpResponse:
    """Somebody saved in between: both texts. Where they say the same, it was this very page."""
    stored = Assessment.objects.select_related("measure__lead", "measure__field", "cycle").get(
        pk=form.assessment.pk
    )
    again = _form(request, stored, typed_over(request, stored), is_draft=form.is_draft)
    differences = form.differences_to(again)
    if not differences and again.is_valid():
        with refusals_on(again):
            return _save(request, again)
    return _page(request, again, 409, differences=differences)


# -- the page ----------------------------------------------------------------------------------
def _page(
    request: HttpRequest, form: AssessmentForm, status: int = 200, **context: object
) -> HttpResponse:
    assessment = form.assessment
    previous = last_report(assessment)
    may_read = Measure.objects.visible_to(request.user).filter(pk=assessment.measure_id).exists()
    context |= {
        "form": form,
        "assessment": assessment,
        "is_writable": assessment.is_writable and assessment.cycle.is_running,
        # What was handed in changes only when somebody says so.
        "saves_itself": assessment.state in Assessment.AWAITED,
        "may_accept": request.user.has_perm("measures.manage_cycles"),
        "may_read_measure": may_read,
        "previous": previous,
        "previous_light": light_of(previous) if previous else None,
        "returned": _returned(assessment),
        "given": given(assessment),
    }
    return render(request, "measures/assess.html", context, status=status)


def _returned(assessment: Assessment) -> AssessmentStep | None:
    """Why the report came back, while it has not been handed in again."""
    if assessment.state != Assessment.State.RETURNED:
        return None
    given_back = assessment.steps.filter(state=Assessment.State.RETURNED)
    return given_back.select_related("by").order_by("-at", "-pk").first()
