"""Going on later with a code, on any device; or throwing away what was put aside.

There is no session: each of these pages is the answer to a POST that brings the code.
"""

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from participation.surveys import queries
from participation.surveys.actions.saving import delete_saved
from participation.surveys.forms.saving import SavedForm
from participation.surveys.queries import Saved
from participation.surveys.views.answering.showing import show, show_closed
from participation.surveys.views.answering.turns import Turn
from participation.surveys.views.guessing import TOO_OFTEN, may_guess
from smartregion.core.caching import kept_nowhere
from smartregion.core.forms import sent


# No CSRF token: it would need a cookie, and whoever can send the code may do all this anyway.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@sensitive_variables("found", "code")
@require_http_methods(["GET", "POST"])
def resume(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then go on where the person stopped."""
    form = SavedForm(sent(request))
    if not form.is_valid():
        return _page(request, form)
    code = form.cleaned_data["code"]
    found = queries.saved_answers(code, on=timezone.localdate())
    if found is None and not may_guess(request, "resume"):
        form.add_error("code", TOO_OFTEN)
        return _page(request, form, status=429)
    if found is None:
        text = _(
            "Zu diesem Code gibt es keinen Zwischenstand. Bitte vergleichen Sie alle 13 Zeichen. Vielleicht ist die Frist abgelaufen, oder die Antworten wurden schon abgesendet oder gelöscht."
        )
        form.add_error("code", text)
        return _page(request, form)
    match request.POST.get("deed"):
        case "ask":
            return _ask(request, found, code)
        case "delete":
            delete_saved(code=code)
            return kept_nowhere(render(request, "surveys/resume_deleted.html"))
    return _go_on(request, found)


def _go_on(request: HttpRequest, found: Saved) -> HttpResponse:
    """In the version in which the person began, also where a newer one has come."""
    if not found.version.survey.takes_begun_answers(timezone.now()):
        return show_closed(request, found.version.survey)
    note = _("Willkommen zurück. Alles, was Sie eingetragen haben, ist da.")
    return show(Turn(request, found.version, found.state, saved_until=found.until, note=note))


def _ask(request: HttpRequest, found: Saved, code: str) -> HttpResponse:
    context = {"code": code, "survey": found.version.survey}
    return kept_nowhere(render(request, "surveys/resume_delete.html", context))


def _page(request: HttpRequest, form: SavedForm, *, status: int = 200) -> HttpResponse:
    return kept_nowhere(render(request, "surveys/resume.html", {"form": form}, status=status))
