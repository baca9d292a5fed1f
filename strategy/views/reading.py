"""The strategy as everybody reads it."""

from typing import Any
from urllib.parse import quote
from uuid import UUID

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language

from smartregion.core.access import get_for
from strategy import queries
from strategy.models import Element, StrategyVersion

# In the address a reader asks for the easy texts with ``?ansicht=leicht``.
EASY = "leicht"


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
    return _show(request, _version(request, slug, label))


def _show(request: HttpRequest, version: StrategyVersion) -> HttpResponse:
    is_easy = request.GET.get("ansicht") == EASY
    context = _about(request, version)
    today = context["today"]
    context["here"] = "easy" if is_easy else "whole"
    if not is_easy:
        guidelines = context["reading"].guidelines
        context["guidelines"] = queries.cards_of(guidelines, visible_to=request.user)
    context["comment_url"] = queries.comment_page_of(version, visible_to=request.user, on=today)
    return render(request, f"strategy/{'easy' if is_easy else 'reading'}.html", context)


@login_not_required
def fields(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """The fields of action of a version at a glance."""
    context = _about(request, _version(request, slug, label))
    cards = queries.cards_of(context["reading"].fields, visible_to=request.user)
    return render(request, "strategy/fields.html", {**context, "here": "fields", "cards": cards})


@login_not_required
def field(request: HttpRequest, slug: str, label: str, element: str) -> HttpResponse:
    """One field of action with everything that is known about it."""
    context = _about(request, _version(request, slug, label))
    today = context["today"]
    page = queries.field_page(context["reading"], element, visible_to=request.user, on=today)
    if page is None:
        return _elsewhere(request, context["version"], element)
    context |= {"page": page, "passage": page.passage}
    context["passages_at"] = context["version"].get_absolute_url()
    return render(request, "strategy/field.html", context)


def _elsewhere(request: HttpRequest, version: StrategyVersion, slug: str) -> HttpResponse:
    """To a sub-field, or to a field that this version no longer or not yet has."""
    known = Element.objects.fields_of_action().visible_to(request.user)
    found = get_for(request, None, known, strategy=version.strategy, slug=slug)
    return redirect(f"{found.get_absolute_url()}?fassung={quote(version.label)}")


@login_not_required
def element(request: HttpRequest, key: UUID) -> HttpResponse:
    """The lasting address of a vision, guideline, field, objective or section.

    With ``?fassung=1.0`` it leads to the wording in that version.
    """
    found = get_for(request, None, Element.objects.visible_to(request.user), pk=key)
    label = request.GET.get("fassung", "").replace("\0", "")
    version = queries.version_with(found, visible_to=request.user, label=label)
    return redirect(f"{_address(version)}#{found.anchor}")


def _version(request: HttpRequest, slug: str, label: str) -> StrategyVersion:
    versions = StrategyVersion.objects.visible_to(request.user)
    related = versions.select_related("strategy", "resolution")
    return get_for(request, None, related, strategy__slug=slug, label=label)


def _address(version: StrategyVersion) -> str:
    in_force = version.state == StrategyVersion.State.ADOPTED
    if in_force and version == queries.current_version():
        return reverse("strategy:reading")
    return version.get_absolute_url()


def _about(request: HttpRequest, version: StrategyVersion) -> dict[str, Any]:
    """What all pages about one version need."""
    language = get_language() or queries.GERMAN
    in_force = version.state == StrategyVersion.State.ADOPTED
    return {
        "version": version,
        "title": version.strategy.title_in(language),
        "reading": queries.reading_of(version, language=language),
        "others": queries.other_versions(version, visible_to=request.user),
        "today": timezone.localdate(),
        # Lasting addresses lead to the wording in force; from any other version they stay in it.
        "in_version": "" if in_force else f"?fassung={quote(version.label)}",
        # Where the other passages stand: on this very page, if not said otherwise.
        "passages_at": "",
    }
