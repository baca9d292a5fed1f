"""Two versions side by side."""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from smartregion.core.access import get_for
from strategy import slots
from strategy.forms.synopsis import SynopsisChoice, SynopsisFilter
from strategy.models import StrategyVersion
from strategy.queries.synopsis import Synopsis, in_order, synopsis_of


@login_not_required
def choose(request: HttpRequest, slug: str) -> HttpResponse:
    """Which two versions are compared; proposed are the newest one and its predecessor."""
    versions = _versions(request, slug)
    known = list(versions)
    if not known:
        raise Http404
    form = SynopsisChoice(request.GET or None, versions=versions, initial=_proposal(known))
    if form.is_valid():
        old, new = in_order(form.cleaned_data["old"], form.cleaned_data["new"])
        return redirect("strategy:synopsis", slug, old.label, new.label)
    context = {"form": form, "versions": known, "strategy": known[0].strategy}
    return render(request, "strategy/synopsis_choose.html", context)


@login_not_required
def synopsis(request: HttpRequest, slug: str, old: str, new: str) -> HttpResponse:
    """What changed between two versions. The older one stands on the left, whoever is named first."""
    versions = _versions(request, slug)
    one, other = (get_for(request, None, versions, label=label) for label in (old, new))
    older, newer = in_order(one, other)
    if older != one:
        address = reverse("strategy:synopsis", args=[slug, older.label, newer.label])
        return redirect(f"{address}?{request.GET.urlencode()}".rstrip("?"))
    form = SynopsisFilter(request.GET)
    found = synopsis_of(older, newer, **form.wanted)
    form.offer(found)
    context = {
        "synopsis": found,
        "rows": _rows(found, request.user),
        "title": older.strategy.title_in(get_language() or ""),
        "filter": form,
        "prints": slots.prints.of([(older.pk, newer.pk)], visible_to=request.user)[
            older.pk, newer.pk
        ],
        "choice": SynopsisChoice(versions=versions, initial={"old": old, "new": new}),
    }
    return render(request, "strategy/synopsis.html", context)


def _versions(request: HttpRequest, slug: str) -> QuerySet[StrategyVersion]:
    versions = StrategyVersion.objects.visible_to(request.user).filter(strategy__slug=slug)
    return versions.select_related("strategy").order_by("-pk")


def _proposal(versions: list[StrategyVersion]) -> dict[str, str]:
    """The newest version beside the one it is based on, or else the one before it."""
    newest, *others = versions
    base = next((each for each in others if each.pk == newest.based_on_id), None)
    before = base or (others[0] if others else newest)
    return {"old": before.label, "new": newest.label}


def _rows(found: Synopsis, user: Any) -> list[dict[str, Any]]:
    """Each entry with what people said about its element and what serves it."""
    elements = [entry.element.pk for entry in found.entries]
    related = slots.related.of(elements, visible_to=user) if elements else {}
    return [{"entry": entry, "related": related[entry.element.pk]} for entry in found.entries]
