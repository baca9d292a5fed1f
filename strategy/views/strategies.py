"""Title and period of a strategy."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from smartregion.core.access import get_for
from smartregion.core.forms import sent
from strategy import queries
from strategy.forms import StrategyDetailsForm
from strategy.models import Strategy


def edit(request: HttpRequest, slug: str) -> HttpResponse:
    strategy = get_for(request, "strategy.open_version", Strategy.objects.all(), slug=slug)
    is_fixed = queries.is_wording_fixed(strategy)
    form = StrategyDetailsForm(sent(request), instance=strategy, is_fixed=is_fixed)
    if form.is_valid():
        form.store(by=request.user)
        messages.success(request, _("Titel und Laufzeit sind gespeichert."))
        return redirect("strategy:manage")
    context = {"form": form, "strategy": strategy, "is_fixed": is_fixed}
    return render(request, "strategy/strategy_details_form.html", context)
