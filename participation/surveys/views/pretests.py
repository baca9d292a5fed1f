"""Pretests as the office sees them: started, read, taken along, ended, deleted."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from participation.surveys import queries
from participation.surveys.actions.looking import note_comments_read
from participation.surveys.actions.pretests import delete_pretest, end_pretest
from participation.surveys.checks.findings import errors
from participation.surveys.checks.opening import findings_of
from participation.surveys.drafts.compiler import Draft
from participation.surveys.forms.pretests import PretestForm
from participation.surveys.models import Pretest
from participation.surveys.views.editor import MANAGE, ask_deletion, managed
from participation.surveys.views.trying import address_of
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.csvfile import download
from smartregion.core.forms import refusals_on, sent
from smartregion.core.links import public_url
from smartregion.core.qr import qr_code


def _pretest(request: HttpRequest, slug: str, number: int) -> Pretest:
    mine = Pretest.objects.filter(survey=managed(request, slug)).select_related("survey")
    return get_for(request, MANAGE, mine, number=number)


@require_http_methods(["GET", "POST"])
def pretest_list(request: HttpRequest, slug: str) -> HttpResponse:
    """All pretests of a survey, and the form for a new one."""
    survey, today = managed(request, slug), timezone.localdate()
    form = PretestForm(sent(request), today=today)
    if form.is_valid():
        with refusals_on(form):
            made = form.save(survey=survey, by=request.user, at=timezone.now())
            messages.success(request, _("Der Pretest läuft. Geben Sie jetzt den Link weiter."))
            return redirect("surveys:pretest", slug=slug, number=made.number)
    context = {
        "survey": survey,
        "form": form,
        "pretests": queries.pretests_of(survey, on=today),
        "missing": errors(findings_of(Draft.of(survey))),
    }
    return render(request, "surveys/pretest_list.html", context)


@require_safe
def pretest(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """The link to hand on, and what people answered and noticed."""
    found = _pretest(request, slug, number)
    address = public_url(address_of(found))
    tried = queries.tried_out(found, language=get_language())
    if tried.number_of_comments:
        note_comments_read(pretest=found, by=request.user)
    context = {
        "survey": found.survey,
        "pretest": found,
        "is_running": found.takes_answers(timezone.localdate()),
        "address": address,
        "qr_code": qr_code(address),
        "tried": tried,
    }
    return render(request, "surveys/pretest.html", context)


@require_safe
def pretest_comments(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    """All comments as a table for a spreadsheet."""
    found = _pretest(request, slug, number)
    note_comments_read(pretest=found, by=request.user)
    rows = queries.comment_rows(found, language=get_language())
    return download(f"anmerkungen-{slug}-pretest-{number}.csv", rows)


@require_http_methods(["GET", "POST"])
def pretest_end(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _pretest(request, slug, number)
    return confirmed(
        request,
        lambda: end_pretest(pretest=found, by=request.user, on=timezone.localdate()),
        heading=_("Pretest %d beenden") % number,
        explanation=_(
            "Über den Link lässt sich dann nichts mehr ausfüllen. Antworten und Anmerkungen bleiben."
        ),
        action=_("Beenden"),
        done=_("Der Pretest ist beendet."),
        back=reverse("surveys:pretest", args=[slug, number]),
    )


@require_http_methods(["GET", "POST"])
def pretest_delete(request: HttpRequest, slug: str, number: int) -> HttpResponse:
    found = _pretest(request, slug, number)
    if request.method == "POST":
        delete_pretest(pretest=found, by=request.user)
        messages.success(request, _("Pretest %d ist gelöscht.") % number)
        return redirect("surveys:pretest_list", slug=slug)
    return ask_deletion(
        request,
        heading=_("Pretest %d löschen") % number,
        explanation=_(
            "Alle Antworten und Anmerkungen aus diesem Pretest werden gelöscht. Das lässt sich nicht rückgängig machen. Der Entwurf und die echten Antworten bleiben."
        ),
        back_url=reverse("surveys:pretest", args=[slug, number]),
    )
