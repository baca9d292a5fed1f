"""Who from outside evaluates a survey, and who has looked at single answers."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.surveys import actions, queries
from participation.surveys.forms.readers import ReaderForm
from participation.surveys.views.editor import managed
from smartregion.accounts.freshness import after_fresh_login
from smartregion.core.access import require
from smartregion.core.forms import refusals_on, sent

PER_PAGE = 50


@require_http_methods(["GET", "POST"])
def readers(request: HttpRequest, slug: str) -> HttpResponse:
    """Consultants who may see the answers to this survey, and for how long."""
    survey, today = managed(request, slug), timezone.localdate()
    form = ReaderForm(sent(request), survey=survey, on=today)
    if form.is_valid():
        with refusals_on(form):
            with after_fresh_login(request):
                form.save(by=request.user)
            messages.success(request, _("Die Person kann die Antworten jetzt auswerten."))
            return redirect("surveys:readers", slug=slug)
    context = {
        "survey": survey,
        "form": form,
        "readers": queries.readers_of(survey),
        "today": today,
    }
    return render(request, "surveys/readers.html", context)


@require_POST
def reader_remove(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """End it now; inviting again undoes it."""
    survey = managed(request, slug)
    reader = get_object_or_404(queries.readers_of(survey), pk=pk)
    with after_fresh_login(request):
        actions.remove_reader(
            survey=survey, reader=reader, by=request.user, on=timezone.localdate()
        )
    messages.success(request, _("Der Zugang ist beendet."))
    return redirect("surveys:readers", slug=slug)


@require_safe
def raw_access(request: HttpRequest) -> HttpResponse:
    """Everybody who read or took along single answers: who, when, of which survey; never what stood there."""
    require(request, "participation.read_safeguards")
    page = Paginator(queries.raw_accesses(), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "surveys/raw_access.html", {"page_obj": page})
