"""A second look before a deed."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url

from smartregion.core.forms import refusals_on, sent


def confirmed(
    request: HttpRequest,
    deed: Callable[[], object],
    *,
    done: str,
    back: Any,
    form: forms.Form | None = None,
    **asked: Any,
) -> HttpResponse:
    """Ask with what ``templates/ui/confirm.html`` names; then do it, say ``done`` and go ``back``.

    Back may be a page of its own, its address or its name; "Abbrechen" leads there too, unless
    ``cancel_url`` is given. A refusal is shown on the same page. A deed that takes words has a form.
    """
    form = form or forms.Form(sent(request))
    if form.is_valid():
        with refusals_on(form):
            deed()
            messages.success(request, done)
            return redirect(back)
    return render(
        request, "ui/confirm.html", {"cancel_url": resolve_url(back), **asked, "form": form}
    )
