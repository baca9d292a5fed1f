"""Strengths, weaknesses, opportunities and threats: read by everybody, entered by the office."""

from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent
from strategy.actions.situation_findings import move_finding, remove_finding
from strategy.forms.situation_findings import FindingForm, FindingsForm
from strategy.models import Finding, Strategy
from strategy.queries import GERMAN
from strategy.queries.situation_findings import (
    Square,
    latest_finding,
    squares_of,
    strategy_of_findings,
    visible_fields,
)

KEEP = "strategy.keep_situation"


# -- for everybody -----------------------------------------------------------------------------
@login_not_required
def overview(request: HttpRequest) -> HttpResponse:
    """The square of the whole county, and the ways to those of the fields."""
    squares = _squares(request)
    return _show(request, squares[0] if squares else None, squares)


@login_not_required
def of_field(request: HttpRequest, slug: str) -> HttpResponse:
    """The square of one field of action."""
    squares = _squares(request)
    square = next((one for one in squares if one.field and one.field.slug == slug), None)
    if square is None:
        raise Http404
    return _show(request, square, squares)


def _show(request: HttpRequest, square: Square | None, squares: list[Square]) -> HttpResponse:
    # A field that only a draft plans is worth a line as soon as something was found about it.
    listed = [one for one in squares if one.is_in_force or one.total]
    context = {"square": square, "squares": listed}
    return render(request, "strategy/situation_findings.html", context)


def _squares(request: HttpRequest) -> list[Square]:
    strategy = strategy_of_findings(request.user)
    if strategy is None:
        return []
    return squares_of(strategy, visible_to=request.user, language=get_language() or GERMAN)


# -- for the office ----------------------------------------------------------------------------
def manage(request: HttpRequest) -> HttpResponse:
    """All findings in their places, with what can be done to each."""
    require(request, KEEP)
    context = {"squares": _squares(request), "strategy": strategy_of_findings(request.user)}
    return render(request, "strategy/situation_findings_manage.html", context)


def create(request: HttpRequest) -> HttpResponse:
    """Several findings in a row; the form comes back with field, kind and source already chosen."""
    require(request, KEEP)
    strategy = strategy_of_findings(request.user)
    if strategy is None:
        raise Http404
    initial = _initial(request, strategy)
    form = FindingsForm(
        sent(request),
        strategy=strategy,
        by=request.user,
        on=timezone.localdate(),
        initial=initial,
    )
    if form.is_valid():
        with refusals_on(form):
            added = form.store(by=request.user)
            done = ngettext(
                "%(n)d Feststellung ist gespeichert.",
                "%(n)d Feststellungen sind gespeichert.",
                len(added),
            )
            messages.success(request, done % {"n": len(added)})
            return _next(request, form)
    return render(request, "strategy/situation_findings_form.html", {"form": form})


def _initial(request: HttpRequest, strategy: Strategy) -> dict[str, Any]:
    """Field and kind as the address says; source and day as with the finding entered last."""
    latest = latest_finding(strategy)
    slug = request.GET.get("feld", "").replace("\0", "")
    fields = visible_fields(request.user).filter(strategy=strategy, slug=slug)
    return {
        "field_of_action": fields.first(),
        "kind": request.GET.get("art", Finding.Kind.STRENGTH),
        "source": latest.source if latest else "",
        "link": latest.link if latest else "",
        "as_of": latest.as_of if latest else timezone.localdate(),
    }


def _next(request: HttpRequest, form: FindingsForm) -> HttpResponse:
    if "next" not in request.POST:
        return redirect("strategy:finding_manage")
    field = form.cleaned_data["field_of_action"]
    query = {"feld": field.slug if field else "", "art": form.cleaned_data["kind"]}
    return redirect(f"{reverse('strategy:finding_create')}?{urlencode(query)}")


def edit(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    form = FindingForm(sent(request), instance=finding, by=request.user, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user)
            messages.success(request, _("Die Feststellung ist gespeichert."))
            return redirect(f"{reverse('strategy:finding_manage')}#feststellung-{pk}")
    context = {"form": form, "finding": finding}
    return render(request, "strategy/situation_finding_form.html", context)


@require_POST
def move(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    move_finding(finding=finding, up=request.POST.get("direction") == "up", by=request.user)
    return redirect(f"{reverse('strategy:finding_manage')}#feststellung-{pk}")


def delete(request: HttpRequest, pk: int) -> HttpResponse:
    finding = _finding(request, pk)
    return confirmed(
        request,
        lambda: remove_finding(finding=finding, by=request.user),
        heading=_("Feststellung löschen?"),
        explanation=str(finding),
        action=_("Feststellung löschen"),
        done=_("Die Feststellung ist gelöscht."),
        danger=True,
        back="strategy:finding_manage",
        cancel_url=reverse("strategy:finding_edit", args=[pk]),
    )


def _finding(request: HttpRequest, pk: int) -> Finding:
    findings = Finding.objects.visible_to(request.user).select_related("strategy")
    return get_for(request, KEEP, findings, pk=pk)
