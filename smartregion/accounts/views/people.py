"""People of the office and their roles."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smartregion.accounts import actions, queries
from smartregion.accounts.forms import PeopleFilter, PersonForm, PersonOrganisationForm
from smartregion.accounts.freshness import after_fresh_login
from smartregion.accounts.models import User
from smartregion.accounts.views.oneself import signed_in
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent

PER_PAGE = 50


def people(request: HttpRequest) -> HttpResponse:
    """Who has an account, and who may do what."""
    require(request, "accounts.manage_people")
    search = PeopleFilter(request.GET)
    today = timezone.localdate()
    found = Paginator(queries.people(**search.wish, on=today), PER_PAGE)
    page = found.get_page(request.GET.get("page"))
    context = {
        "filter": search,
        "page": page,
        "lines": queries.roles_by_person(list(page), on=today),
    }
    return render(request, "accounts/people.html", context)


def person_create(request: HttpRequest) -> HttpResponse:
    require(request, "accounts.manage_people")
    form = PersonForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            with after_fresh_login(request):
                user = form.create(by=signed_in(request))
            messages.success(request, _("Das Konto ist angelegt. Vergeben Sie jetzt eine Rolle."))
            return redirect("accounts:person", user.public_id)
    return render(request, "accounts/person_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def person_organisation(request: HttpRequest, key: UUID) -> HttpResponse:
    """For which organisation somebody works."""
    require(request, "accounts.manage_people")
    user = get_for(request, None, User.objects.filter(closed_at=None), public_id=key)
    form = PersonOrganisationForm(sent(request), user=user)
    if form.is_valid():
        with refusals_on(form):
            with after_fresh_login(request):
                form.store(user=user, by=signed_in(request))
            messages.success(request, _("Die Organisation ist gespeichert."))
            return redirect("accounts:person", key)
    return render(request, "accounts/person_organisation.html", {"form": form, "person": user})


def second_factor_remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """For somebody who lost phone and recovery codes."""
    require(request, "accounts.manage_people")
    user = get_for(request, None, User.objects.filter(closed_at=None), public_id=key)

    def remove() -> None:
        with after_fresh_login(request):
            actions.remove_second_factor(user=user, by=request.user)

    return confirmed(
        request,
        remove,
        done=_("Der zweite Faktor ist entfernt."),
        back=redirect("accounts:person", key).url,
        heading=_("Zweiten Faktor von %(name)s entfernen?") % {"name": user},
        explanation=_(
            "Bitte vergewissern Sie sich auf einem anderen Weg, dass die Person selbst darum bittet. Sie "
            "wird überall abgemeldet, bekommt eine E-Mail und richtet beim nächsten Anmelden einen neuen ein."
        ),
        action=_("Zweiten Faktor entfernen"),
        danger=True,
    )
