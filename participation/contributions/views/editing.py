"""One's own words: changing them, taking them back, and what everybody may see of that."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.contributions import actions, queries
from participation.contributions.forms import EditForm
from participation.contributions.models import Contribution
from participation.contributions.views.access import contribution_for
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent

CHANGE = "participation.change_own_contribution"


def _own(request: HttpRequest, pk: object) -> Contribution:
    visible = queries.visible_or_own(request.user).select_related("municipality")
    return get_for(request, CHANGE, visible, pk=pk)


@require_http_methods(["GET", "POST"])
def edit(request: HttpRequest, pk: object) -> HttpResponse:
    """Change one's own text; the page says beforehand whether others will see that."""
    contribution = _own(request, pk)
    now = timezone.now()
    actions.refuse_unless_editable(contribution, by=request.user, at=now)
    back = queries.spot_of(contribution, visible_to=request.user)
    form = EditForm(sent(request), contribution=contribution, request=request, at=now)
    if form.is_valid():
        with refusals_on(form, field="text"):
            form.save(by=request.user, at=now)
            messages.success(request, _("Ihre Änderung ist gespeichert."))
            return redirect(back)
    context = {
        "contribution": contribution,
        "form": form,
        "is_silent": actions.is_silent(contribution, at=now),
        "back": back,
    }
    return render(request, "contributions/edit.html", context)


@require_http_methods(["GET", "POST"])
def withdraw(request: HttpRequest, pk: object) -> HttpResponse:
    """Take back one's own text, after a second look."""
    contribution = _own(request, pk)
    return confirmed(
        request,
        lambda: actions.withdraw_own_contribution(
            contribution=contribution, by=request.user, at=timezone.now()
        ),
        heading=_("Beitrag zurücknehmen"),
        explanation=_(
            "Ihr Text und seine früheren Fassungen werden endgültig gelöscht. An seiner Stelle "
            "steht dann, dass er zurückgenommen wurde. Antworten anderer bleiben stehen."
        ),
        action=_("Zurücknehmen"),
        done=_("Ihr Beitrag ist zurückgenommen, der Text ist gelöscht."),
        danger=True,
        back="contributions:mine",
        cancel_url=queries.spot_of(contribution, visible_to=request.user),
    )


@login_not_required
@require_safe
def editions(request: HttpRequest, pk: object) -> HttpResponse:
    """How a contribution read before it was changed."""
    contribution = contribution_for(request, pk, None)
    page = queries.contribution_page(contribution, visible_to=request.user)
    context = {"contribution": contribution, "page": page, "said": page.said}
    context["editions"] = queries.editions_of(contribution)
    return render(request, "contributions/editions.html", context)
