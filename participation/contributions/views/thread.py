"""What the nightly walk along the thread found, and walking it now."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from participation.contributions import actions
from participation.contributions.models import ThreadCheck
from smartregion.core.access import require


@require_http_methods(["GET", "POST"])
def thread(request: HttpRequest) -> HttpResponse:
    """Whether every link from what people said to the reports leads somewhere."""
    require(request, "participation.moderate")
    if request.method == "POST":
        actions.check_thread(at=timezone.now())
        messages.success(request, _("Der rote Faden ist geprüft."))
        return redirect("contributions:thread")
    return render(request, "contributions/thread.html", {"check": ThreadCheck.objects.first()})
