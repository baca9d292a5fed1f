"""Who may begin: everybody, with a code, or with an account; and the codes of the office."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from participation.surveys import actions, queries
from participation.surveys.codes import access_hash, ticket_hash
from participation.surveys.forms.access import AccessForm, HandOutForm
from participation.surveys.models import Survey, SurveyVersion
from participation.surveys.views.editor import managed
from participation.surveys.views.guessing import TOO_OFTEN, may_guess
from participation.surveys.views.public import ANSWERED, show_intro
from smartregion.core.access import get_for
from smartregion.core.caching import kept_nowhere
from smartregion.core.csvfile import download
from smartregion.core.forms import sent
from smartregion.core.links import public_url


# -- people ----------------------------------------------------------------------------------------
def right_to_answer(
    request: HttpRequest, version: SurveyVersion, posted: QueryDict
) -> str | HttpResponse:
    """The hash of the code or ticket a person comes with (empty: none is needed), or the page that says why not."""
    match version.survey.mode:
        case Survey.Mode.CODE:
            form = AccessForm(posted)
            found = checked_code(request, version.survey, form)
            return found or show_intro(request, version.survey, version, form)
        case Survey.Mode.ACCOUNT:
            return _with_account(request, version)
    return ""


def _with_account(request: HttpRequest, version: SurveyVersion) -> str | HttpResponse:
    survey, person, now = version.survey, request.user, timezone.now()
    if not person.is_authenticated:
        return redirect_to_login(survey.get_absolute_url())
    # In this order: whoever has had a ticket and has none now has used it.
    has_had_one = queries.has_had_ticket(survey, person)
    if not has_had_one:
        actions.issue_tickets(survey=survey, at=now)
        has_had_one = queries.has_had_ticket(survey, person)
    ticket = ticket_hash(survey=survey.pk, account=person.pk)
    if queries.is_unused(survey, ticket):
        return ticket
    refusal = (
        str(ANSWERED)
        if has_had_one
        else _("Ihr Konto ist ganz neu. Bitte warten Sie einen Augenblick und beginnen Sie dann.")
    )
    return show_intro(request, survey, version, AccessForm(), refusal=refusal)


def checked_code(request: HttpRequest, survey: Survey, form: AccessForm) -> str:
    """The hash of a code that is good; empty when it is not, and the form says why."""
    if not form.is_valid():
        return ""
    found = access_hash(form.cleaned_data["code"])
    if queries.is_unused(survey, found):
        return found
    unknown = _("Dieser Zugangscode ist unbekannt oder wurde schon benutzt.")
    form.add_error("code", unknown if may_guess(request, "access") else TOO_OFTEN)
    return ""


# No CSRF token: it would need a cookie. Whoever has the code may do this anyway.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "HEAD", "POST"])
def no_reminder(request: HttpRequest, slug: str) -> HttpResponse:
    """One click, and no further letter comes. The answer tells nothing about the code."""
    with_codes = Survey.objects.offered().filter(mode=Survey.Mode.CODE)
    survey = get_for(request, None, with_codes, slug=slug)
    form = AccessForm(sent(request))
    is_done = False
    if form.is_valid():
        stopped = actions.stop_reminders(survey=survey, code=form.cleaned_data["code"])
        is_done = stopped or may_guess(request, "access")
        if not is_done:
            form.add_error("code", TOO_OFTEN)
    context = {"survey": survey, "form": form, "is_done": is_done}
    return render(request, "surveys/no_reminder.html", context)


# -- the office ------------------------------------------------------------------------------------
@require_http_methods(["GET", "POST"])
def codes(request: HttpRequest, slug: str) -> HttpResponse:
    """Batches of codes with what is left of them; a new batch is downloaded at once."""
    survey = managed(request, slug)
    form = HandOutForm(sent(request))
    if form.is_valid():
        made = form.save(survey=survey, by=request.user, on=timezone.localdate())
        return _as_file(survey, made)
    context = {
        "survey": survey,
        "form": form,
        "batches": queries.code_batches(survey),
        "tickets_left": queries.tickets_left(survey),
    }
    return render(request, "surveys/codes.html", context)


def _as_file(survey: Survey, made: list[str]) -> HttpResponse:
    """The only time the codes are seen; the address carries the code where no log keeps it."""
    address = public_url(reverse("surveys:intro", args=[survey.slug]))
    header = [_("Zugangscode"), _("Adresse mit Code")]
    rows = [header, *([code, f"{address}#{code}"] for code in made)]
    response = download(f"zugangscodes-{survey.slug}.csv", rows)
    return kept_nowhere(response)


@require_POST
def revoke(request: HttpRequest, slug: str) -> HttpResponse:
    """Take back what is left of a batch; asks first."""
    survey, batch = managed(request, slug), request.POST.get("batch", "")
    if batch not in [each.name for each in queries.code_batches(survey)]:
        raise Http404
    if "yes" not in request.POST:
        context = {"survey": survey, "batch": batch}
        return render(request, "surveys/codes_revoke.html", context)
    number = actions.revoke_codes(survey=survey, batch=batch, by=request.user)
    messages.success(request, _("%d Codes sind ungültig.") % number)
    return redirect("surveys:codes", slug=slug)
