"""Reporting a text without an account, and reading what was decided."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_safe

from participation.contributions import queries
from participation.contributions.codes import receipt_code, receipt_hash
from participation.contributions.forms.reporting import ReportCodeForm, ReportForm
from participation.contributions.links import report_key, report_path
from participation.contributions.models import Contribution, Report
from participation.contributions.slots import places
from participation.contributions.views.access import contribution_for
from smartregion.core.access import get_for
from smartregion.core.caching import kept_nowhere
from smartregion.core.forms import refusals_on, sent
from smartregion.core.limits import may_try

TRIES, WINDOW = 20, 3600
TOO_OFTEN = gettext_lazy("Das waren zu viele Versuche. Bitte warten Sie eine Stunde.")


@login_not_required
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, pk: object) -> HttpResponse:
    """Say what is wrong with a text; the answer holds the code with which one finds it again."""
    contribution = contribution_for(request, pk, None)
    place = _place(request, contribution)
    now = timezone.now()
    form = ReportForm(sent(request), request=request, at=now)
    if form.is_valid():
        with refusals_on(form):
            made = form.save(contribution=contribution, by=request.user, at=now)
            return _thanks(request, made, receipt_code(form.cleaned_data["token"]))
    context = {
        "form": form,
        "said": queries.said([contribution])[contribution.pk],
        "place": place,
    }
    return render(request, "contributions/report.html", context)


def _place(request: HttpRequest, contribution: Contribution) -> object:
    """Where it was said; 404 for what was said in a topic that is not public (any more)."""
    found = places.of([contribution.pk], visible_to=request.user)[contribution.pk]
    if not found and contribution.channel == Contribution.Channel.FORUM:
        raise Http404
    return next(iter(found), None)


def _thanks(request: HttpRequest, made: Report, code: str) -> HttpResponse:
    context = {"report": made, "code": code, "state_url": report_path(made)}
    return kept_nowhere(render(request, "contributions/report_thanks.html", context))


# No CSRF token: it would need a cookie, and all this does is to show what the code opens.
@csrf_exempt
@login_not_required
@sensitive_post_parameters()
@require_http_methods(["GET", "POST"])
def report_code(request: HttpRequest) -> HttpResponse:
    """Find a report again with its code."""
    form = ReportCodeForm(sent(request))
    if form.is_valid():
        found = Report.objects.filter(receipt_hash=receipt_hash(form.cleaned_data["code"])).first()
        if found:
            return redirect(report_path(found))
        form.add_error("code", _unknown(request))
    return render(request, "contributions/report_code.html", {"form": form})


def _unknown(request: HttpRequest) -> str:
    """A good code opens however many wrong ones came before it; wrong ones are counted."""
    if not may_try(request, what="report-code", times=TRIES, seconds=WINDOW, at=timezone.now()):
        return str(TOO_OFTEN)
    return _("Zu diesem Code gibt es keine Meldung. Bitte vergleichen Sie alle 13 Zeichen.")


@login_not_required
@require_safe
def report_state(request: HttpRequest, signed: str) -> HttpResponse:
    """What became of a report, for whoever has its address."""
    related = Report.objects.select_related("contribution")
    found = get_for(request, None, related, pk=report_key(signed))
    contribution = found.contribution
    context = {"report": found, "contribution": None if contribution.is_hidden else contribution}
    return kept_nowhere(render(request, "contributions/report_state.html", context))
