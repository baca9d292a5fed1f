"""The office enters letters and calls."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.forums.actions.gates import refuse_what_is_over
from participation.forums.forms.entering import EnterForm
from participation.forums.views.access import MANAGE, topic_for
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "POST"])
def enter(request: HttpRequest, forum: str, topic: str) -> HttpResponse:
    """A letter or a call becomes a post like any other; its code goes to whoever said it."""
    found = topic_for(request, forum, topic, "participation.enter_contribution")
    now = timezone.now()
    refuse_what_is_over(found, now)
    form = EnterForm(sent(request), on=timezone.localdate(now))
    if form.is_valid():
        with refusals_on(form):
            post, code = form.enter_in(found, by=request.user, at=now)
            text = _(
                "Der Beitrag steht im Thema. Code zum Nachsehen für die Person, die ihn geschickt "
                "hat: %(code)s. Bitte nennen Sie ihn am Telefon oder schreiben Sie ihn auf die "
                "Antwort: Er wird nur jetzt gezeigt."
            )
            messages.success(request, text % {"code": code})
            return redirect(post)
    context = {
        "topic": found,
        "form": form,
        "tab": "enter",
        "may_manage": request.user.has_perm(MANAGE),
    }
    return render(request, "forums/enter.html", context)
