"""People, their roles, and one's own profile."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth import logout
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from smartregion.accounts import actions, queries, slots
from smartregion.accounts.forms import ClosingForm, PeopleFilter, PersonForm, ProfileForm, RoleForm
from smartregion.accounts.freshness import use_fresh_login
from smartregion.accounts.models import RoleAssignment, User
from smartregion.accounts.second_factor import demands_second_factor, has_second_factor
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


def profile(request: HttpRequest) -> HttpResponse:
    """One's own name, and the roles one holds."""
    user = signed_in(request)
    form = ProfileForm(
        sent(request),
        initial={"display_name": user.display_name},
    )
    if form.is_valid():
        form.store(user=user)
        messages.success(request, _("Ihr Anzeigename ist geändert."))
        return redirect("accounts:profile")
    held = user.role_assignments.valid(timezone.localdate()).order_by("role")
    return render(request, "accounts/profile.html", {"form": form, "roles": held})


@require_http_methods(["GET", "POST"])
def close_account(request: HttpRequest) -> HttpResponse:
    """Leaving, after a second look at what goes and what stays, and the password once more."""
    user = signed_in(request)
    form = ClosingForm(sent(request))
    if form.is_valid():
        use_fresh_login(request)
        form.close(user=user, at=timezone.now())
        logout(request)
        return render(request, "accounts/closed.html")
    context = {
        "form": form,
        "duties": actions.duties_of(user, on=timezone.localdate()),
        "belongings": slots.belongings.of([user.pk], visible_to=user)[user.pk],
    }
    return render(request, "accounts/close_account.html", context)


def signed_in(request: HttpRequest) -> User:
    """The person behind the request; the middleware lets nobody else come this far."""
    assert isinstance(request.user, User)  # noqa: S101 - narrows the type only
    return request.user
