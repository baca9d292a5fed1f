"""The strategy as everybody reads it."""

from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language

from smartregion.core.access import get_for
from strategy import queries
from strategy.models import Element, StrategyVersion


@login_not_required
def current(request: HttpRequest) -> HttpResponse:
    """The version in force, at an address that stays."""
    version = queries.current_version()
    if version is None:
        return render(request, "strategy/nothing_yet.html")
    return _show(request, version)


@login_not_required
def one_version(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """One version, also when it is not or no longer in force."""
    versions = StrategyVersion.objects.visible_to(request.user)
    related = versions.select_related("strategy", "resolution")
    return _show(request, get_for(request, None, related, strategy__slug=slug, label=label))


def _show(request: HttpRequest, version: StrategyVersion) -> HttpResponse:
    language = get_language() or queries.GERMAN
    context = {
        "version": version,
        "title": version.strategy.title_in(language),
        "reading": queries.reading_of(version, language=language),
        "others": queries.other_versions(version, visible_to=request.user),
    }
    return render(request, "strategy/reading.html", context)


@login_not_required
def element(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lasting address of a vision, guideline, field, objective or section."""
    found = get_for(request, None, Element.objects.visible_to(request.user), pk=key)
    version = queries.version_with(found, visible_to=request.user)
    is_current = version.state == StrategyVersion.State.ADOPTED
    page = reverse("strategy:reading") if is_current else version.get_absolute_url()
    return redirect(f"{page}#{found.anchor}")
