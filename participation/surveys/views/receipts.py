"""One's own answers, found again with the receipt code: read, taken along, taken back.

There is no session: each of these pages is the answer to a POST that brings the code.
"""

from typing import Any

from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables
from django.views.decorators.http import require_http_methods

from participation.surveys import actions, queries
from participation.surveys.forms.receipts import ReceiptForm
from participation.surveys.models import Response, Survey
from participation.surveys.views.guessing import TOO_OFTEN, may_guess
from smartregion.core.caching import kept_nowhere
from smartregion.core.forms import sent


# No CSRF token: it would need a cookie, and whoever can send the code may do all this anyway.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@sensitive_variables("found")
@require_http_methods(["GET", "POST"])
def receipt(request: HttpRequest) -> HttpResponse:
    """Ask for the code, then show the answers, or do with them what the person wants."""
    form = ReceiptForm(sent(request))
    if not form.is_valid():
        return _page(request, form)
    found = queries.response_with(form.cleaned_data["code"])
    if found is None and not may_guess(request, "receipt"):
        form.add_error("code", TOO_OFTEN)
        return _page(request, form, status=429)
    if found is None:
        text = _(
            "Zu diesem Code gibt es keine Antworten. Bitte vergleichen Sie alle 13 Zeichen. Vielleicht sind die Antworten auch schon gelöscht."
        )
        form.add_error("code", text)
        return _page(request, form)
    match request.POST.get("deed"):
        case "download":
            return _download(found)
        case "withdraw":
            return _withdraw(request, found)
        case deed:
            return _show(request, form, found, asks=deed == "ask")


def _page(request: HttpRequest, form: ReceiptForm, *, status: int = 200) -> HttpResponse:
    return kept_nowhere(render(request, "surveys/receipt.html", {"form": form}, status=status))


def _show(request: HttpRequest, form: ReceiptForm, found: Response, *, asks: bool) -> HttpResponse:
    context = {
        "form": form,
        "code": form.cleaned_data["code"],
        "own": queries.own_answers(found),
        "may_withdraw": found.version.survey.takes_begun_answers(timezone.now()),
        "may_answer_again": _may_answer_again(found),
        "asks": asks,
    }
    return kept_nowhere(render(request, "surveys/receipt_answers.html", context))


def _download(found: Response) -> HttpResponse:
    document = queries.own_answers(found).to_json()
    pretty: dict[str, Any] = {"ensure_ascii": False, "indent": 2}
    response = JsonResponse(document, json_dumps_params=pretty)
    response["Content-Disposition"] = 'attachment; filename="meine-antworten.json"'
    return kept_nowhere(response)


def _withdraw(request: HttpRequest, found: Response) -> HttpResponse:
    context = {
        "title": queries.own_answers(found).survey,
        "may_answer_again": _may_answer_again(found),
    }
    actions.withdraw_response(response=found, at=timezone.now())
    return kept_nowhere(render(request, "surveys/receipt_withdrawn.html", context))


def _may_answer_again(found: Response) -> bool:
    """Whoever had a code or an account for it has used it, and nobody knows any more whose it was."""
    return found.version.survey.mode == Survey.Mode.OPEN
