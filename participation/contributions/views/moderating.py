"""Taking a text out of the public eye, and showing it again."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions.forms import ExplanationForm, HideForm
from participation.contributions.views.access import contribution_for
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, pk: object) -> HttpResponse:
    contribution = contribution_for(request, pk, "participation.moderate")
    form = HideForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.save(contribution=contribution, by=request.user, at=timezone.now())
            messages.success(request, _("Der Beitrag ist ausgeblendet. Der Text bleibt erhalten."))
            return redirect(contribution)
    context = {
        "form": form,
        "heading": _("Beitrag ausblenden"),
        "explanation": _(
            "Lesende sehen an seiner Stelle einen neutralen Hinweis. Antworten anderer bleiben stehen."
        ),
        "action": _("Ausblenden"),
        "cancel_url": contribution.get_absolute_url(),
        "danger": True,
    }
    return render(request, "ui/confirm.html", context)


@require_http_methods(["GET", "POST"])
def unhide(request: HttpRequest, pk: object) -> HttpResponse:
    contribution = contribution_for(request, pk, "participation.moderate")
    form = ExplanationForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.save(contribution=contribution, by=request.user, at=timezone.now())
            messages.success(request, _("Der Beitrag ist wieder sichtbar."))
            return redirect(contribution)
    context = {
        "form": form,
        "heading": _("Beitrag wieder einblenden"),
        "explanation": _("Der Text erscheint wieder so, wie er geschrieben wurde."),
        "action": _("Einblenden"),
        "cancel_url": contribution.get_absolute_url(),
    }
    return render(request, "ui/confirm.html", context)
