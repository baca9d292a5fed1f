"""What moderation did with one's own text, and objecting to it; the address is the key."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions import actions
from participation.contributions.forms.reporting import ObjectionForm
from participation.contributions.house_rules import objection_until
from participation.contributions.links import moderation_key
from participation.contributions.models import Moderation, Objection
from smartregion.core.access import get_for
from smartregion.core.caching import kept_nowhere
from smartregion.core.forms import refusals_on, sent


@login_not_required
@require_http_methods(["GET", "POST"])
def objection(request: HttpRequest, signed: str) -> HttpResponse:
    """The decision, its reason, the text it is about, and the form to object."""
    related = Moderation.objects.select_related("contribution")
    moderation = get_for(request, None, related, pk=moderation_key(signed))
    now = timezone.now()
    form = ObjectionForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            form.save(moderation=moderation, at=now)
            messages.success(request, _("Ihr Einspruch ist eingegangen."))
            return redirect(request.path)
    made = Objection.objects.filter(moderation=moderation).first()
    context = {
        "moderation": moderation,
        "contribution": moderation.contribution,
        "objection": made,
        "until": objection_until(moderation),
        "form": form if not made and actions.may_object(moderation, now) else None,
    }
    return kept_nowhere(render(request, "contributions/objection.html", context))
