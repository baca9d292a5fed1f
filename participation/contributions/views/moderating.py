"""Taking a text out of the public eye, and showing it again."""

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions.forms import ExplanationForm, HideForm
from participation.contributions.views.access import contribution_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import sent


@require_http_methods(["GET", "POST"])
def hide(request: HttpRequest, pk: object) -> HttpResponse:
    contribution = contribution_for(request, pk, "participation.moderate")
    form = HideForm(sent(request))
    return confirmed(
        request,
        lambda: form.save(contribution=contribution, by=request.user, at=timezone.now()),
        heading=_("Beitrag ausblenden"),
        explanation=_(
            "Lesende sehen an seiner Stelle einen neutralen Hinweis. Antworten anderer bleiben stehen."
        ),
        action=_("Ausblenden"),
        done=_("Der Beitrag ist ausgeblendet. Der Text bleibt erhalten."),
        danger=True,
        back=contribution,
        form=form,
    )


@require_http_methods(["GET", "POST"])
def unhide(request: HttpRequest, pk: object) -> HttpResponse:
    contribution = contribution_for(request, pk, "participation.moderate")
    form = ExplanationForm(sent(request))
    return confirmed(
        request,
        lambda: form.save(contribution=contribution, by=request.user, at=timezone.now()),
        heading=_("Beitrag wieder einblenden"),
        explanation=_("Der Text erscheint wieder so, wie er geschrieben wurde."),
        action=_("Einblenden"),
        done=_("Der Beitrag ist wieder sichtbar."),
        back=contribution,
        form=form,
    )
