"""Changing or prioritising several measures at once: choose, look at what would happen, then do it."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import ngettext

from measures.actions.many import change_measures
from measures.forms import MeasureFilter
from measures.forms.candidates import PrioritiseForm
from measures.forms.many import ManyForm, Plan, changes_of
from measures.models import Measure
from measures.queries import measure_cards
from measures.queries.candidates import candidates
from smartregion.core.access import require
from smartregion.core.editing import EditConflict
from smartregion.core.forms import refusals_on, sent


def change_many(request: HttpRequest) -> HttpResponse:
    """Nothing changes before everything was seen; the choice survives the way back."""
    require(request, "measures.manage")
    wanted, form = _asked(request)
    if not form.is_valid() or "back" in request.POST:
        cards = measure_cards(form.shown)
        context = {"filter": wanted, "form": form, "cards": cards}
        return render(request, "measures/change_many.html", context)
    plans = form.plans()
    if "apply" not in request.POST:
        return _preview(request, form, plans)
    try:
        changed = change_measures(
            changes=changes_of(plans, request.POST), by=request.user, at=timezone.now()
        )
    except EditConflict:
        return _preview(request, form, plans, status=409, is_overtaken=True)
    text = ngettext("%(n)s Maßnahme ist geändert.", "%(n)s Maßnahmen sind geändert.", changed)
    messages.success(request, text % {"n": changed})
    return redirect(_with_filter(reverse("measures:board"), wanted))


def prioritise_many(request: HttpRequest) -> HttpResponse:
    """Those that come first of all that were worked out and rated, with one reason for all."""
    require(request, "measures.move_measure")
    found = candidates(visible_to=request.user)
    form = PrioritiseForm(sent(request), candidates=found)
    context = {"form": form, "waiting": [each for each in found if not each.is_ready]}
    if not form.is_valid() or "back" in request.POST:
        return render(request, "measures/prioritise_many.html", context)
    if "apply" in request.POST:
        with refusals_on(form):
            moved = form.take(by=request.user, at=timezone.now())
            text = ngettext(
                "%(n)s Maßnahme ist jetzt priorisiert.",
                "%(n)s Maßnahmen sind jetzt priorisiert.",
                moved,
            )
            messages.success(request, text % {"n": moved})
            return redirect("measures:board")
    return render(request, "measures/prioritise_many_preview.html", context)


def _asked(request: HttpRequest) -> tuple[MeasureFilter, ManyForm]:
    visible = Measure.objects.visible_to(request.user)
    wanted = MeasureFilter(request.GET, measures=visible, visible_to=request.user)
    changeable = wanted.apply(visible).exclude(state=Measure.State.MERGED)
    return wanted, ManyForm(sent(request), shown=changeable, on=timezone.localdate())


def _preview(
    request: HttpRequest, form: ManyForm, plans: list[Plan], *, status: int = 200, **context: Any
) -> HttpResponse:
    context |= {
        "form": form,
        "changed": [plan for plan in plans if plan.values],
        "unchanged": [plan for plan in plans if not plan.values],
    }
    return render(request, "measures/change_many_preview.html", context, status=status)


def _with_filter(url: str, wanted: MeasureFilter) -> str:
    return f"{url}?{wanted.query}" if wanted.query else url
