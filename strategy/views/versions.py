"""Versions, from the first draft to the resolution."""

from django.contrib import messages
from django.db.models import Prefetch
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from smartregion.core.access import get_for, require
from smartregion.core.forms import refusals_on, sent
from smartregion.core.htmx import render_page
from strategy import actions, guards, queries
from strategy.forms import RevisionForm, StrategyForm, step_form
from strategy.models import Strategy, StrategyVersion

State = StrategyVersion.State


def manage(request: HttpRequest) -> HttpResponse:
    """All strategies with their versions."""
    require(request, "strategy.manage")
    versions = StrategyVersion.objects.with_revision().select_related("resolution")
    strategies = Strategy.objects.prefetch_related(Prefetch("versions", queryset=versions))
    context = {"strategies": strategies.order_by("-period_start")}
    return render(request, "strategy/manage.html", context)


def create_strategy(request: HttpRequest) -> HttpResponse:
    require(request, "strategy.open_version")
    form = StrategyForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            version = form.create(by=request.user)
            return redirect("strategy:version_edit", version.strategy.slug, version.label)
    return render(request, "strategy/strategy_form.html", {"form": form})


def create_version(request: HttpRequest, slug: str) -> HttpResponse:
    """Open the next version with a copy of the texts in force."""
    strategy = get_for(request, "strategy.open_version", Strategy.objects.all(), slug=slug)
    in_work = strategy.versions.filter(state__in=StrategyVersion.OPEN).first()
    if in_work and request.method != "POST":
        messages.info(
            request, _("Die Fassung %(label)s ist schon in Arbeit.") % {"label": in_work.label}
        )
        return redirect("strategy:version_edit", slug, in_work.label)
    form = RevisionForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            version = form.create(strategy=strategy, by=request.user)
            return redirect("strategy:version_edit", slug, version.label)
    based_on = strategy.versions.adopted().first()
    context = {"form": form, "strategy": strategy, "based_on": based_on}
    return render(request, "strategy/version_form.html", context)


def edit_version(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """The texts of a version, with all that can be done to them."""
    version = version_for(request, "strategy.manage", slug, label)
    context = {
        "version": version,
        "groups": queries.outline_of(version),
        "dropped": queries.dropped_since(version),
        "history": queries.history_of(version),
        "objections": _objections_to(version),
        "can_write": version.is_editable and request.user.has_perm("strategy.change_text"),
        "writable": queries.writable_texts(version, by=request.user),
    }
    return render_page(request, "strategy/version_edit.html", context, partial="outline")


def _objections_to(version: StrategyVersion) -> list[guards.Objection]:
    """What the council waits for, told while it can still be done."""
    if version.state not in (State.CONSULTATION, State.REWORKING):
        return []
    return guards.may_submit.objections(version)


def move_version(request: HttpRequest, slug: str, label: str, to: str) -> HttpResponse:
    """One step on the way to the resolution."""
    version = version_for(request, "strategy.move_version", slug, label)
    if to not in State.values:
        raise Http404
    if to not in version.next_states:
        actions.refuse_move(version=version, to=to, by=request.user)
    make_form = step_form(version, to)
    form = make_form(sent(request), version=version, on=timezone.localdate())
    if form.is_valid():
        with refusals_on(form):
            form.take(by=request.user, at=timezone.now())
            done = _("Die Fassung %(label)s ist jetzt „%(state)s“.")
            messages.success(request, done % {"label": version.label, "state": State(to).label})
            return redirect("strategy:version_edit", slug, label)
    context = {"form": form, "version": version, "state": State(to)}
    return render(request, "strategy/version_move.html", context)


def version_for(request: HttpRequest, permission: str, slug: str, label: str) -> StrategyVersion:
    versions = StrategyVersion.objects.visible_to(request.user)
    versions = versions.with_revision().select_related("strategy", "based_on")
    return get_for(request, permission, versions, strategy__slug=slug, label=label)
