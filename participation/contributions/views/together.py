"""Several contributions in one go: noted as read, found to be alike, answered together."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from participation.contributions import actions, queries
from participation.contributions.forms import QueueFilter, TogetherForm
from participation.contributions.models import Contribution
from participation.contributions.rules import ANSWERING_ROLES
from participation.contributions.views.answering import OPEN_QUEUE, list_url, office_of
from smartregion.core.access import require
from smartregion.core.forms import refusals_on, sent
from smartregion.county.models import County

# More are never ticked on one page of the list.
AT_MOST = 100


@require_POST
def chosen(request: HttpRequest) -> HttpResponse:
    """What was ticked in the list is noted as read, or goes on to be answered together."""
    require(request, OPEN_QUEUE)
    if "together" in request.POST:
        return redirect(_together_url(request))
    done = actions.mark_read(
        contributions=_chosen(request),
        office=_reading_office(request),
        by=request.user,
        at=timezone.now(),
    )
    if done:
        words = ngettext("%(n)d Beitrag ist gelesen.", "%(n)d Beiträge sind gelesen.", len(done))
        messages.success(request, words % {"n": len(done)})
    else:
        messages.warning(request, _("Bitte wählen Sie mindestens einen neuen Beitrag."))
    return redirect(list_url(request))


def _together_url(request: HttpRequest) -> str:
    query = request.GET.copy()
    query.setlist("contribution", request.POST.getlist("contribution")[:AT_MOST])
    return f"{reverse('contributions:together')}?{query.urlencode()}"


@require_safe
def similar(request: HttpRequest) -> HttpResponse:
    """Open contributions that seem to say much the same; a person decides which of them do."""
    require(request, OPEN_QUEUE)
    chosen = QueueFilter(request.GET)
    wanted = chosen.cleaned_data if chosen.is_valid() else {}
    context = {
        "filter": chosen,
        "proposals": queries.proposals(
            queries.answerable(request.user, **wanted), visible_to=request.user
        ),
        "clusters": queries.latest_clusters(),
    }
    return render(request, "contributions/similar.html", context)


@require_http_methods(["GET", "POST"])
def answer_together(request: HttpRequest) -> HttpResponse:
    """One answer for several contributions, all of them in view."""
    require(request, OPEN_QUEUE)
    chosen = _chosen(request)
    if len(chosen) < 2:
        messages.warning(request, _("Bitte wählen Sie mindestens zwei offene Beiträge."))
        return redirect(list_url(request))
    form = TogetherForm(sent(request), contributions=chosen, initial={"office": office_of(request)})
    if form.is_valid():
        with refusals_on(form):
            form.save_all(by=request.user, at=timezone.now())
            words = _("Die Antwort auf %(n)d Beiträge ist veröffentlicht.")
            messages.success(request, words % {"n": len(chosen)})
            return redirect(list_url(request))
    context = {
        "form": form,
        "rows": queries.rows(chosen, visible_to=request.user),
        "list_url": list_url(request),
    }
    return render(request, "contributions/together.html", context)


def _chosen(request: HttpRequest) -> list[Contribution]:
    """What was ticked and may be answered here; what is weighed elsewhere or hidden stays out.

    What somebody else has answered since the form was opened stays in, so that this is told.
    """
    source = request.POST if request.method == "POST" else request.GET
    keys = []
    for text in source.getlist("contribution")[:AT_MOST]:
        try:
            keys.append(UUID(text))
        except ValueError:
            continue
    mine = Contribution.objects.within(request.user, *ANSWERING_ROLES)
    found = mine.filter(pk__in=keys, is_hidden=False)
    ordered = list(found.select_related("municipality").order_by("written_at", "pk"))
    shown = queries.rows(ordered, visible_to=request.user)
    return [
        one
        for one, row in zip(ordered, shown, strict=True)
        if row.may_join or (request.method == "POST" and not row.is_weighed_elsewhere)
    ]


def _reading_office(request: HttpRequest) -> str:
    """Whoever belongs to no office reads for the one that the county names as its contact."""
    county = County.objects.first()
    return office_of(request) or (county.contact_office if county else "") or _("Kreisverwaltung")
