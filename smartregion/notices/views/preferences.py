"""How often somebody wants to hear of us."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from smartregion.core.access import get_for, require
from smartregion.core.forms import sent
from smartregion.notices import actions, queries
from smartregion.notices.forms import FrequencyForm
from smartregion.notices.models import Recipient
from smartregion.notices.slots import Followed

Frequency = Recipient.Frequency
# What mail programs send for one click on "unsubscribe" (RFC 8058).
ONE_CLICK = {"List-Unsubscribe": "One-Click"}


@require_http_methods(["GET", "POST"])
def preferences(request: HttpRequest) -> HttpResponse:
    """For people with an account."""
    require(request, "notices.read_own")
    chosen = queries.frequency_of(request.user)
    form = FrequencyForm(sent(request), initial={"frequency": chosen})
    if form.is_valid():
        form.store(recipient=actions.recipient_of(request.user), by=request.user)
        messages.success(request, _("Ihre Einstellung ist gespeichert."))
        return redirect("notices:preferences")
    return render(request, "notices/preferences.html", {"form": form})


# Mail programs bring neither cookie nor session: the key in the address is the only proof there is.
@csrf_exempt
@login_not_required
@require_http_methods(["GET", "POST"])
def unsubscribe(request: HttpRequest, key: UUID) -> HttpResponse:
    """For whoever has the letter: opening the page changes nothing, one click ends the letters."""
    recipient = get_for(request, None, Recipient.objects.all(), key=key)
    if request.POST.dict() == ONE_CLICK:
        actions.choose_frequency(recipient=recipient, frequency=Frequency.NONE)
        return HttpResponse(status=204)
    ends_one = "end" in request.POST
    ended = _end_one(recipient, request.POST["end"]) if ends_one else None
    # Whoever ends one goes on hearing of the others; without that this page ends everything.
    shown = recipient.frequency if ends_one else Frequency.NONE
    form = FrequencyForm(None if ends_one else sent(request), initial={"frequency": shown})
    if form.is_valid():
        form.store(recipient=recipient)
    context = {
        "form": form,
        "recipient": recipient,
        "is_done": form.is_bound and form.is_valid(),
        "ended": ended,
        "follows": _follows(recipient),
    }
    return render(request, "notices/unsubscribe.html", context)


def _follows(recipient: Recipient) -> list[Followed]:
    """What a guest is written about; a person signs in for theirs, for letters are passed on."""
    is_asleep = recipient.frequency == Frequency.NONE
    return [] if recipient.user_id or is_asleep else queries.follows_of_guest(recipient)


def _end_one(recipient: Recipient, name: str) -> Followed | None:
    """End what the page named so, if this guest still follows it."""
    one = next((one for one in _follows(recipient) if one.name == name), None)
    if one:
        actions.end_follow(one=one)
    return one
