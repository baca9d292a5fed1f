"""One person and the roles they hold: given, moved to another end, taken back."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smartregion.accounts import actions, queries
from smartregion.accounts.forms import RoleEndForm, RoleForm
from smartregion.accounts.freshness import after_fresh_login
from smartregion.accounts.models import RoleAssignment, User
from smartregion.accounts.second_factor import demands_second_factor, has_second_factor
from smartregion.accounts.views.oneself import signed_in
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.forms import refusals_on, sent


@require_http_methods(["GET", "HEAD", "POST"])
def person(request: HttpRequest, key: UUID) -> HttpResponse:
    """One person with their roles, what these allow, and what became of them; giving another one."""
    require(request, "accounts.manage_people")
    user = get_for(request, None, User.objects.select_related("organisation"), public_id=key)
    form, today = RoleForm(sent(request)), timezone.localdate()
    if form.is_valid():
        with refusals_on(form):
            with after_fresh_login(request):
                form.grant(user=user, by=signed_in(request), on=today)
            messages.success(request, _("Die Rolle ist vergeben."))
            return redirect("accounts:person", key)
    held = user.role_assignments.select_related("granted_by").order_by("role", "pk")
    roles = queries.shown_roles(held, on=today)
    context = {
        "form": form,
        "person": user,
        "roles": roles,
        "ending": [each for each in roles if each.ends_soon],
        "abilities": queries.abilities_of(roles),
        "history": queries.history_of(user),
        "is_oneself": user == request.user,
        "has_second_factor": has_second_factor(user),
        "demands_second_factor": demands_second_factor(user),
    }
    return render(request, "accounts/person.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_end(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """Another last day for a role."""
    held = _held(request, key, pk)
    form = RoleEndForm(sent(request), initial={"valid_until": held.valid_until})
    if form.is_valid():
        with refusals_on(form):
            with after_fresh_login(request):
                form.store(held=held, by=signed_in(request), on=timezone.localdate())
            messages.success(request, _("Das Ende der Rolle ist geändert."))
            return redirect("accounts:person", key)
    [role] = queries.shown_roles([held], on=timezone.localdate())
    context = {"form": form, "person": held.user, "role": role}
    return render(request, "accounts/role_end.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def role_take_back(request: HttpRequest, key: UUID, pk: int) -> HttpResponse:
    """End a role now, after a second look."""
    held = _held(request, key, pk)
    [role] = queries.shown_roles([held], on=timezone.localdate())

    def take_back() -> None:
        with after_fresh_login(request):
            actions.take_back_role(held=held, by=signed_in(request), on=timezone.localdate())

    return confirmed(
        request,
        take_back,
        done=_("Die Rolle ist zurückgenommen."),
        back=redirect("accounts:person", key).url,
        heading=_("Rolle „%(role)s“ zurücknehmen?") % {"role": role.label},
        explanation=_(
            "Was diese Rolle %(name)s erlaubt, ist beim nächsten Klick nicht mehr möglich, auch in offenen "
            "Sitzungen. Die Beiträge und Bearbeitungen der Person bleiben, wie sie sind."
        )
        % {"name": held.user},
        action=_("Rolle zurücknehmen"),
        danger=True,
    )


def _held(request: HttpRequest, key: UUID, pk: int) -> RoleAssignment:
    require(request, "accounts.manage_people")
    related = RoleAssignment.objects.select_related("user", "granted_by")
    return get_for(request, None, related, user__public_id=key, pk=pk)
