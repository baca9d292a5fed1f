"""One's own profile, one's sessions, and leaving."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from smartregion.accounts import actions, queries, slots
from smartregion.accounts.forms import ClosingForm, ProfileForm
from smartregion.accounts.freshness import use_fresh_login
from smartregion.accounts.models import User
from smartregion.core.access import about_oneself
from smartregion.core.confirming import confirmed
from smartregion.core.forms import sent


@about_oneself
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
    today = timezone.localdate()
    held = user.role_assignments.valid(today).order_by("role", "pk")
    context = {"form": form, "roles": queries.shown_roles(held, on=today)}
    return render(request, "accounts/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@about_oneself
def sign_out_elsewhere(request: HttpRequest) -> HttpResponse:
    """A browser somewhere else was left open, or somebody may have copied the cookie of this one."""

    def end_others() -> None:
        request.session.cycle_key()
        actions.end_sessions(user=signed_in(request), but=request.session.session_key)

    return confirmed(
        request,
        end_others,
        done=_("Sie sind jetzt nur noch hier angemeldet."),
        back=reverse("accounts:profile"),
        heading=_("Auf allen anderen Geräten abmelden?"),
        explanation=_(
            "Wer dort weiterarbeiten will, meldet sich neu an. Hier bleiben Sie angemeldet. Meinen Sie, dass "
            "jemand Ihr Passwort kennt? Dann ändern Sie es; das meldet Sie überall sonst auch ab."
        ),
        action=_("Überall sonst abmelden"),
    )


@require_http_methods(["GET", "POST"])
@about_oneself
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
