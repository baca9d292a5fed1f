"""Letters that did not get out: the administration looks after them."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.notices import actions, queries
from smartregion.notices.models import Mail


@require_safe
def outbox(request: HttpRequest) -> HttpResponse:
    require(request, "notices.watch_outbox")
    context = {"outbox": queries.outbox(at=timezone.now())}
    return render(request, "notices/outbox.html", context)


@require_http_methods(["GET", "POST"])
def send_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Only a person repeats a letter: it may have arrived after all."""
    require(request, "notices.watch_outbox")
    mail = get_for(request, None, Mail.objects.stuck(timezone.now()), pk=pk)
    return confirmed(
        request,
        lambda: actions.send_again(mail=mail, by=request.user, at=timezone.now()),
        heading=_("E-Mail noch einmal senden"),
        explanation=_(
            "„%(subject)s“ an %(to)s. Wenn ungewiss war, ob sie ankam, kommt sie vielleicht doppelt an."
        )
        % {"subject": mail.subject, "to": mail.to},
        action=_("Noch einmal senden"),
        done=_("Die E-Mail geht gleich noch einmal hinaus."),
        back="notices:outbox",
    )
