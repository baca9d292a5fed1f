"""Grants of one measure: entered, corrected, led from state to state, taken back."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.actions.grants import check_step, remove_grant
from measures.forms.grants import GrantFields, GrantForm, MoveGrantForm
from measures.models import Grant, Measure
from measures.queries.costs import costs_of
from measures.queries.deadlines import deadlines_of
from measures.queries.grants import grants_of
from measures.queries.money import money_of
from measures.views.access import CHANGE, measure_for
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.editing import EditConflict, typed_over
from smartregion.core.forms import refusals_on, sent


@require_safe
def grant_list(request: HttpRequest, number: str) -> HttpResponse:
    """All grants of a measure, each with what can be done next."""
    measure = measure_for(request, number, CHANGE)
    internal = grants_of([measure.pk], internal=True).get(measure.pk, [])
    by_pk = {grant.pk: grant for grant in measure.grants.all()}
    context = {
        "measure": measure,
        "grants": [(entry, by_pk[entry.pk]) for entry in internal],
        "deadlines": deadlines_of([measure.pk], on=timezone.localdate()),
        "money": money_of(costs_of([measure.pk]).get(measure.pk, []), internal, measure.cost_eur),
    }
    return render(request, "measures/grant_list.html", context)


@require_http_methods(["GET", "POST"])
def grant_add(request: HttpRequest, number: str) -> HttpResponse:
    measure = measure_for(request, number, CHANGE)
    form = GrantForm(sent(request), measure=measure)
    return _filled_in(request, measure, form, None, heading=_("Förderung eintragen"))


@require_http_methods(["GET", "POST"])
def grant_edit(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """Everything about a grant but its state."""
    measure, grant = _grant(request, number, pk)
    form = GrantForm(sent(request), measure=measure, instance=grant)
    return _filled_in(request, measure, form, grant, heading=_("Förderung bearbeiten"))


@require_http_methods(["GET", "POST"])
def grant_move(request: HttpRequest, number: str, pk: int, to: str) -> HttpResponse:
    """Into the next state, with its day and what the decision says."""
    measure, grant = _grant(request, number, pk)
    if to not in Grant.State:
        raise Http404
    check_step(grant, to)
    form = MoveGrantForm(
        sent(request), measure=measure, instance=grant, to=to, on=timezone.localdate()
    )
    heading = _("Förderung: %(state)s") % {"state": Grant.State(to).label}
    return _filled_in(request, measure, form, grant, heading=heading)


@require_http_methods(["GET", "POST"])
def grant_remove(request: HttpRequest, number: str, pk: int) -> HttpResponse:
    """A second look before a planned grant goes."""
    measure, grant = _grant(request, number, pk)
    return confirmed(
        request,
        lambda: remove_grant(grant=grant, by=request.user, at=timezone.now()),
        heading=_("Geplante Förderung entfernen"),
        explanation=_(
            "„%(programme)s“ wird entfernt und zählt nicht mehr mit. Im Verlauf der Maßnahme bleibt "
            "stehen, dass sie geplant war."
        )
        % {"programme": grant.programme},
        action=_("Entfernen"),
        done=_("Die geplante Förderung ist entfernt."),
        back=_list_of(measure),
    )


def _filled_in(
    request: HttpRequest, measure: Measure, form: GrantFields, grant: Grant | None, *, heading: str
) -> HttpResponse:
    """Show a form of a grant, or save it; who saves second sees both versions."""
    if form.is_valid():
        try:
            with refusals_on(form):
                form.save(by=request.user, at=timezone.now())
                messages.success(request, _("Die Förderung ist gespeichert."))
                return redirect(_list_of(measure))
        except EditConflict:
            return _conflict(request, measure, form, grant, heading)
    return _page(request, measure, form, heading)


def _conflict(
    request: HttpRequest, measure: Measure, form: GrantFields, grant: Grant | None, heading: str
) -> HttpResponse:
    """What was typed stands in the form, under the version that is stored by now."""
    stored = Grant.objects.filter(pk=grant.pk).first() if grant else None
    form.data = typed_over(request, measure)
    differences = form.differences_to(stored) if stored else []
    return _page(request, measure, form, heading, differences=differences, status=409)


def _page(
    request: HttpRequest, measure: Measure, form: GrantFields, heading: str, *,
    status: int = 200, **more: Any,
) -> HttpResponse:  # fmt: skip
    context = {"measure": measure, "form": form, "heading": heading, "is_late": status == 409}
    return render(request, "measures/grant_form.html", context | more, status=status)


def _grant(request: HttpRequest, number: str, pk: int) -> tuple[Measure, Grant]:
    measure = measure_for(request, number, CHANGE)
    return measure, get_for(request, None, Grant.objects.filter(measure=measure), pk=pk)


def _list_of(measure: Measure) -> str:
    return reverse("measures:grants", args=[measure.number])
