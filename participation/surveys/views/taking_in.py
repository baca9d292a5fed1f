"""Responses of another program: looked at first, then stored. The file is never kept."""

from typing import Any

from django.contrib import messages
from django.core.files.uploadhandler import MemoryFileUploadHandler
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from participation.surveys.forms.taking_in import LARGEST_TABLE, ResponsesForm
from participation.surveys.interchange.responses import Report
from participation.surveys.models import Survey
from participation.surveys.views.editor import managed
from smartregion.core.forms import refusals_on

# More of them fill no screen; how many there are is said.
SHOWN = 100


class _UpToLimit(MemoryFileUploadHandler):
    """Keeps a file in memory up to what the page takes; answers shall not lie on a disk."""

    def handle_raw_input(self, *about: Any) -> None:
        _data, _headers, length, *_rest = about
        # The fields come on top; what is larger is refused by the form.
        self.activated = length <= LARGEST_TABLE + 1024 * 1024


@csrf_exempt
@never_cache
def responses_import(request: HttpRequest, slug: str) -> HttpResponse:
    """A table of responses: what would be stored, and storing it."""
    # Before anything reads the form; so the check against forgery comes after it.
    request.upload_handlers.insert(0, _UpToLimit(request))
    return _responses_import(request, slug)


@csrf_protect
@sensitive_post_parameters()
@sensitive_variables()
@require_http_methods(["GET", "POST"])
def _responses_import(request: HttpRequest, slug: str) -> HttpResponse:
    survey = managed(request, slug)
    is_sent = request.method == "POST"
    form = ResponsesForm(
        request.POST if is_sent else None, request.FILES if is_sent else None, survey=survey
    )
    context: dict[str, Any] = {"survey": survey, "form": form}
    if form.is_valid():
        with refusals_on(form, field="file"):
            if request.POST.get("step") == "store":
                return _stored(request, survey, form)
            context |= _plan(form)
    return render(request, "surveys/responses_import.html", context)


def _plan(form: ResponsesForm) -> dict[str, Any]:
    """What the page tells before anything is stored."""
    report = form.check(at=timezone.now())
    return {
        "report": report,
        "before": form.before(report),
        "unknown": report.unknown[:SHOWN],
        "doubts": report.doubts[:SHOWN],
    }


def _stored(request: HttpRequest, survey: Survey, form: ResponsesForm) -> HttpResponse:
    report: Report = form.save(by=request.user, at=timezone.now())
    number = report.responses
    text = ngettext("%d Antwort ist eingelesen.", "%d Antworten sind eingelesen.", number)
    messages.success(request, text % number)
    if report.left_out:
        text = ngettext("%d Wert fehlt.", "%d Werte fehlen.", report.left_out) % report.left_out
        messages.warning(request, _("Nicht alles ließ sich als Antwort lesen: %s") % text)
    return redirect("surveys:results", slug=survey.slug)
