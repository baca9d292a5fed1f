"""The reminders of a cycle: their days, the letters so far, whom none reaches; and one more by hand."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from measures.actions.asking import remind_now
from measures.models import Cycle
from measures.queries.reminding import duty_letters, reminders_of
from smartregion.core.access import get_for
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.notices.actions import note_as_returned


@require_safe
def cycle_reminders(request: HttpRequest, slug: str) -> HttpResponse:
    cycle = _cycle(request, slug)
    reminders = reminders_of(cycle, on=timezone.localdate())
    return render(
        request, "measures/cycle_reminders.html", {"cycle": cycle, "reminders": reminders}
    )


@require_http_methods(["GET", "POST"])
def cycle_remind_now(request: HttpRequest, slug: str) -> HttpResponse:
    """Write to all at once who still have to report."""
    cycle = _cycle(request, slug)
    if not cycle.is_running:
        raise WrongState(_("Dieser Evaluationszyklus läuft nicht; es gibt niemanden zu erinnern."))
    return confirmed(
        request,
        lambda: remind_now(cycle=cycle, by=request.user, at=timezone.now()),
        heading=_("Jetzt alle erinnern"),
        explanation=_(
            "Alle, von denen noch ein Sachstand fehlt, bekommen sofort eine E-Mail mit ihren Links. "
            "Wer heute schon eine bekommen hat, bekommt keine zweite."
        ),
        action=_("Jetzt erinnern"),
        done=_("Die Erinnerungen gehen gleich hinaus."),
        back=_back(cycle),
    )


@require_http_methods(["GET", "POST"])
def cycle_letter_returned(request: HttpRequest, slug: str, pk: int) -> HttpResponse:
    """Note that a letter came back to the mailbox of the office."""
    cycle = _cycle(request, slug)
    mail = get_for(request, None, duty_letters(), pk=pk)
    return confirmed(
        request,
        lambda: note_as_returned(mail=mail, by=request.user, at=timezone.now()),
        heading=_("E-Mail kam zurück"),
        explanation=_(
            "„%(subject)s“ an %(to)s. Die Adresse gilt dann als unerreichbar: Gefragt wird, wer als "
            "Nächstes zuständig ist. Sobald im Konto eine andere Adresse steht, wird wieder die Person selbst gefragt."
        )
        % {"subject": mail.subject, "to": mail.to},
        action=_("Als unzustellbar vermerken"),
        done=_("Vermerkt. Beim nächsten Durchgang wird gefragt, wer als Nächstes zuständig ist."),
        back=_back(cycle),
    )


def _cycle(request: HttpRequest, slug: str) -> Cycle:
    cycles = Cycle.objects.visible_to(request.user)
    return get_for(request, "measures.manage_cycles", cycles, slug=slug)


def _back(cycle: Cycle) -> str:
    return reverse("measures:cycle_reminders", args=[cycle.slug])
