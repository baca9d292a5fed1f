"""Keeping the structure data: which characteristics there are, and what is stored of them."""

from datetime import date

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_POST

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent
from strategy.actions import situation as actions
from strategy.forms.situation import CharacteristicForm
from strategy.models import Characteristic
from strategy.queries.situation import kept_characteristics, stocks_of
from strategy.queries.situation_findings import strategy_of_findings

KEEP = "strategy.keep_situation"


def overview(request: HttpRequest) -> HttpResponse:
    """All characteristics with what is stored of each, and the ways to projects and findings."""
    require(request, KEEP)
    context = {
        "kept": kept_characteristics(),
        "strategy": strategy_of_findings(request.user),
    }
    return render(request, "strategy/situation_manage.html", context)


def create(request: HttpRequest) -> HttpResponse:
    require(request, KEEP)
    return _edit(request, Characteristic())


def edit(request: HttpRequest, code: str) -> HttpResponse:
    return _edit(request, _characteristic(request, code))


def _edit(request: HttpRequest, characteristic: Characteristic) -> HttpResponse:
    # The form writes what was typed into the characteristic; heading and addresses keep the old name.
    saved = Characteristic.objects.filter(pk=characteristic.pk).first()
    form = CharacteristicForm(sent(request), instance=characteristic)
    if form.is_valid():
        with refusals_on(form):
            form.store(by=request.user)
            messages.success(request, _("Das Merkmal ist gespeichert."))
            return redirect("strategy:situation_manage")
    stocks = stocks_of(saved) if saved else []
    context = {"form": form, "saved": saved, "stocks": stocks}
    return render(request, "strategy/situation_characteristic_form.html", context)


@require_POST
def move(request: HttpRequest, code: str) -> HttpResponse:
    characteristic = _characteristic(request, code)
    up = request.POST.get("direction") == "up"
    actions.move_characteristic(characteristic=characteristic, up=up, by=request.user)
    return redirect("strategy:situation_manage")


def delete(request: HttpRequest, code: str) -> HttpResponse:
    characteristic = _characteristic(request, code)
    if request.method == "POST":
        try:
            actions.remove_characteristic(characteristic=characteristic, by=request.user)
        except ValidationError as refusal:
            messages.error(request, refusal.messages[0])
            return redirect("strategy:characteristic_edit", code)
        messages.success(request, _("Das Merkmal ist gelöscht."))
        return redirect("strategy:situation_manage")
    context = {
        "heading": _("Merkmal „%(title)s“ löschen?") % {"title": characteristic.title},
        "explanation": _("Das geht nur, solange keine Zahlen dazu gespeichert sind."),
        "action": _("Merkmal löschen"),
        "cancel_url": reverse("strategy:characteristic_edit", args=[code]),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


def delete_figures(request: HttpRequest, code: str, day: str) -> HttpResponse:
    """Take back what was stored of a characteristic on one day."""
    characteristic = _characteristic(request, code)
    as_of = _day(day)
    figures = characteristic.figures.filter(as_of=as_of)
    count = figures.count()
    if not count:
        raise Http404
    names = {"title": characteristic.title, "day": date_format(as_of, "DATE_FORMAT")}
    done = ngettext("%(n)d Zahl ist gelöscht.", "%(n)d Zahlen sind gelöscht.", count)
    return confirmed(
        request,
        lambda: actions.remove_figures(characteristic=characteristic, as_of=as_of, by=request.user),
        heading=_("„%(title)s“ vom %(day)s löschen?") % names,
        explanation=ngettext(
            "Gelöscht wird %(n)d Zahl. Auf der öffentlichen Seite erscheint wieder der Stand davor, falls es einen gibt.",
            "Gelöscht werden %(n)d Zahlen. Auf der öffentlichen Seite erscheint wieder der Stand davor, falls es einen gibt.",
            count,
        )
        % {"n": count},
        action=_("Zahlen löschen"),
        done=done % {"n": count},
        danger=True,
        back=reverse("strategy:characteristic_edit", args=[code]),
    )


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise Http404 from None


def _characteristic(request: HttpRequest, code: str) -> Characteristic:
    require(request, KEEP)
    return get_for(request, KEEP, Characteristic.objects.all(), code=code)
