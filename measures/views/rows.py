"""Milestones, parties and guidelines of a measure: one page for each, all of the same kind."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.forms import GuidelineRows, LockForm, MilestoneRows, PartyRows
from measures.models import Measure
from smartregion.core.access import get_for
from smartregion.core.editing import EditConflict
from smartregion.core.forms import sent


def milestones(request: HttpRequest, number: str) -> HttpResponse:
    return _edit_rows(request, number, MilestoneRows, on=timezone.localdate())


def parties(request: HttpRequest, number: str) -> HttpResponse:
    return _edit_rows(request, number, PartyRows)


def guidelines(request: HttpRequest, number: str) -> HttpResponse:
    return _edit_rows(request, number, GuidelineRows)


def _edit_rows(request: HttpRequest, number: str, kind: Any, **options: Any) -> HttpResponse:
    visible = Measure.objects.visible_to(request.user)
    measure = get_for(request, "measures.change_measure", visible, number=number)
    rows = kind(sent(request), measure=measure, **options)
    lock = LockForm(sent(request), initial={"lock_version": measure.lock_version})
    context = {"measure": measure, "rows": rows, "lock": lock}
    if not (rows.is_valid() and lock.is_valid()):
        return render(request, "measures/rows_form.html", context)
    try:
        rows.save(by=request.user, lock_version=lock.cleaned_data["lock_version"])
    except EditConflict:
        context["lock"] = LockForm(initial={"lock_version": measure.lock_version})
        context["differences"] = rows.differences_to(measure)
        return render(request, "measures/rows_form.html", context, status=409)
    messages.success(request, _("Die Änderungen sind gespeichert."))
    return redirect(measure)
