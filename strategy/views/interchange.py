"""A whole version as a file, out and in, and the proof that it is unchanged."""

import json

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from smartregion.core.access import get_for, require
from smartregion.core.forms import refusals_on, sent
from strategy import queries
from strategy.exports.versions import filename_of, version_file
from strategy.forms import ConfirmedImportForm, ImportForm, Target
from strategy.interchange import Given, read
from strategy.interchange.pending import keep, kept
from strategy.models import StrategyVersion


@login_not_required
def export(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """The file of a version, for everybody who may read it."""
    version = _version(request, slug, label)
    content = version_file(version)
    text = json.dumps(content, ensure_ascii=False, indent=2, default=str)
    response = HttpResponse(text, content_type="application/json; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{filename_of(version)}"'
    return response


@login_not_required
def verify(request: HttpRequest, slug: str, label: str) -> HttpResponse:
    """Compute the hash of a version again and say whether it still is the same."""
    version = _version(request, slug, label)
    context = {"version": version, "verification": queries.verify(version)}
    return render(request, "strategy/verify.html", context)


def import_version(request: HttpRequest) -> HttpResponse:
    """First what a file would bring, then, on the word of the person, the draft."""
    require(request, "strategy.open_version")
    if "token" in request.POST:
        return _store(request)
    form = ImportForm(sent(request), request.FILES or None)
    if not form.is_valid():
        return render(request, "strategy/version_import.html", {"form": form})
    token = keep(form.raw, by=request.user)
    confirmed = ConfirmedImportForm(initial={**form.cleaned_data, "token": token})
    return _second_look(request, confirmed, form.target_of(form.given), form.given)


def _store(request: HttpRequest) -> HttpResponse:
    raw = kept(request.POST["token"], by=request.user)
    if raw is None:
        messages.error(
            request, _("Die geprüfte Datei liegt nicht mehr vor. Bitte wählen Sie sie noch einmal.")
        )
        return redirect("strategy:version_import")
    given = read(raw)
    form = ConfirmedImportForm(request.POST)
    if form.is_valid():
        with refusals_on(form):
            version = form.store(given, by=request.user)
            messages.success(request, _("Die Fassung ist als Entwurf eingespielt."))
            return redirect("strategy:version_edit", version.strategy.slug, version.label)
    return _second_look(request, form, form.target_of(given), given)


def _second_look(
    request: HttpRequest, form: ConfirmedImportForm, target: Target, given: Given
) -> HttpResponse:
    plan = queries.plan_of(given, strategy=target.strategy)
    context = {"form": form, "target": target, "given": given, "plan": plan}
    return render(request, "strategy/version_import_check.html", context)


def _version(request: HttpRequest, slug: str, label: str) -> StrategyVersion:
    versions = StrategyVersion.objects.visible_to(request.user)
    related = versions.select_related("strategy", "based_on", "resolution", "snapshot")
    return get_for(request, None, related, strategy__slug=slug, label=label)
