"""Rows that hang on a measure: one page for each kind, all of the same make."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from measures.forms import GuidelineRows, LockForm, MilestoneRows, PartyRows
from measures.views.access import CHANGE, measure_for
from smartregion.core.editing import EditConflict
from smartregion.core.forms import refusals_on, sent


def milestones(request: HttpRequest, number: str) -> HttpResponse:
    return edit_rows(request, number, MilestoneRows)


def parties(request: HttpRequest, number: str) -> HttpResponse:
    return edit_rows(request, number, PartyRows)


def guidelines(request: HttpRequest, number: str) -> HttpResponse:
    return edit_rows(request, number, GuidelineRows)


def edit_rows(request: HttpRequest, number: str, kind: Any) -> HttpResponse:
    """The page of one kind of rows (``forms.rows.Rows``); who saves second sees both versions."""
    measure = measure_for(request, number, CHANGE)
    rows = kind(sent(request), measure=measure, on=timezone.localdate())
    lock = LockForm(sent(request), initial={"lock_version": measure.lock_version})
    if rows.is_valid() and lock.is_valid():
        version = lock.cleaned_data["lock_version"]
        try:
            with refusals_on(rows):
                rows.save(by=request.user, at=timezone.now(), lock_version=version)
                return _saved(request, rows)
        except EditConflict:
            return _conflict(request, rows)
    return render(
        request, "measures/rows_form.html", {"measure": measure, "rows": rows, "lock": lock}
    )


def _saved(request: HttpRequest, rows: Any) -> HttpResponse:
    messages.success(request, _("Die Änderungen sind gespeichert."))
    for sentence in rows.warnings():
        messages.warning(request, sentence)
    return redirect(request.path if "more" in request.POST else rows.measure)


def _conflict(request: HttpRequest, rows: Any) -> HttpResponse:
    measure = rows.measure
    context = {
        "measure": measure,
        "rows": rows,
        "lock": LockForm(initial={"lock_version": measure.lock_version}),
        "differences": rows.differences_to(measure),
    }
    return render(request, "measures/rows_form.html", context, status=409)
