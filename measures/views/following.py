"""Hearing how a measure goes on: with an account by a button, without one by a code from a mail."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods, require_POST

from measures.actions.following import (
    confirm_follow,
    follow_measure,
    send_follow_code_again,
    unfollow_measure,
)
from measures.forms.following import GuestFollowForm
from measures.models import FollowRequest, Measure
from measures.queries.following import follows_measure
from measures.views.access import measure_for
from measures.views.merged import led_on
from participation.contributions.forms.codes import CodeForm
from participation.contributions.views.following import follow_page
from smartregion.core.access import get_for
from smartregion.core.forms import refusals_on, sent
from smartregion.notices.rules import READ_OWN


@require_http_methods(["GET", "POST"])
def follow(request: HttpRequest, number: str) -> HttpResponse:
    """The button beside a measure; whoever signs in on the way is asked here once more."""
    measure = measure_for(request, number, READ_OWN)
    if answer := led_on(request, measure):
        return answer
    return follow_page(
        request,
        measure,
        is_followed=follows_measure(request.user, measure),
        begin=lambda: follow_measure(measure=measure, user=request.user, at=timezone.now()),
        end=lambda: unfollow_measure(measure=measure, user=request.user),
        title=measure.title,
        of=_("neuen Ständen, erreichten Meilensteinen und Bewertungen"),
    )


@login_not_required
@sensitive_post_parameters("email")
@require_http_methods(["GET", "POST"])
def follow_as_guest(request: HttpRequest, number: str) -> HttpResponse:
    """Give an address; who has an account is led to the button."""
    measure = _public(request, number)
    if answer := led_on(request, measure):
        return answer
    if request.user.is_authenticated:
        return redirect("measures:follow", number)
    now = timezone.now()
    form = GuestFollowForm(sent(request), request=request, at=now)
    if form.is_valid():
        with refusals_on(form):
            asked = form.ask(measure, at=now)
            return redirect("measures:follow_code", number, asked.pk)
    return render(request, "measures/follow_guest.html", {"measure": measure, "form": form})


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def follow_code(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    """Enter the code from the mail; afterwards the same page says that it worked."""
    asked = _asked(request, number, pk)
    form = CodeForm(None if asked.confirmed_at else sent(request))
    if form.is_valid():
        with refusals_on(form, field="code"):
            code = form.cleaned_data["code"]
            confirm_follow(asked=asked, code=code, at=timezone.now())
            return redirect(request.path)
    context = {"measure": asked.measure, "asked": asked, "form": form}
    return render(request, "measures/follow_code.html", context)


@login_not_required
@require_POST
def follow_code_again(request: HttpRequest, number: str, pk: UUID) -> HttpResponse:
    """Send another code, if the first one did not arrive."""
    asked = _asked(request, number, pk)
    try:
        send_follow_code_again(asked=asked, at=timezone.now())
    except ValidationError as refusal:
        messages.error(request, " ".join(refusal.messages))
    else:
        messages.success(request, _("Ein neuer Code ist unterwegs. Der alte gilt nicht mehr."))
    return redirect("measures:follow_code", number, pk)


def _public(request: HttpRequest, number: str) -> Measure:
    return get_for(request, None, Measure.objects.public(), number=number)


def _asked(request: HttpRequest, number: str, pk: UUID) -> FollowRequest:
    known = FollowRequest.objects.filter(measure__in=Measure.objects.public())
    return get_for(request, None, known.select_related("measure"), measure__number=number, pk=pk)
