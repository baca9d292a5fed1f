"""People of the office and their roles."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from smartregion.accounts import actions, queries
from smartregion.accounts.forms import PeopleFilter, PersonForm, RoleForm
from smartregion.accounts.models import RoleAssignment, User
from smartregion.accounts.second_factor import demands_second_factor, has_second_factor
from smartregion.accounts.views.oneself import signed_in
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent

PER_PAGE = 50


def people(request: HttpRequest) -> HttpResponse:
    """Who has an account, and who may do what."""
    require(request, "accounts.manage_people")
    search = PeopleFilter(request.GET)
    found = Paginator(queries.people(**search.wish), PER_PAGE)
    context = {
        "filter": search,
        "page": found.get_page(request.GET.get("page")),
        "today": timezone.localdate(),
    }
    return render(request, "accounts/people.html", context)


def person_create(request: HttpRequest) -> HttpResponse:
    require(request, "accounts.manage_people")
    form = PersonForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            user = form.create(by=signed_in(request))
            messages.success(request, _("Das Konto ist angelegt. Vergeben Sie jetzt eine Rolle."))
            return redirect("accounts:person", user.public_id)
    return render(request, "accounts/person_form.html", {"form": form})


def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person with their roles; granting one is here, taking one back is on the list."""
    require(request, "accounts.manage_people")
    user = get_for(request, None, User.objects.select_related("organisation"), public_id=key)
    form = RoleForm(sent(request))
    today = timezone.localdate()
    if form.is_valid():
        with refusals_on(form):
            form.grant(user=user, by=signed_in(request), on=today)
            messages.success(request, _("Die Rolle ist vergeben."))
            return redirect("accounts:person", key)
    held = user.role_assignments.select_related("granted_by").order_by("role")
    context = {
        "form": form,
        "person": user,
        "roles": held,
        "today": today,
        "has_second_factor": has_second_factor(user),
        "demands_second_factor": demands_second_factor(user),
    }
    return render(request, "accounts/person.html", context)


@require_POST
def role_take_back(request: HttpRequest, key: UUID, role: str) -> HttpResponse:
    require(request, "accounts.manage_people")
    held = get_for(
        request,
        None,
        RoleAssignment.objects.select_related("user"),
        user__public_id=key,
        role=role,
    )
    actions.take_back_role(held=held, by=signed_in(request), on=timezone.localdate())
    messages.success(request, _("Die Rolle ist zurückgenommen."))
    return redirect("accounts:person", key)


def second_factor_remove(request: HttpRequest, key: UUID) -> HttpResponse:
    """For somebody who lost phone and recovery codes."""
    require(request, "accounts.manage_people")
    user = get_for(request, None, User.objects.filter(closed_at=None), public_id=key)
    return confirmed(
        request,
        lambda: actions.remove_second_factor(user=user, by=request.user),
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
