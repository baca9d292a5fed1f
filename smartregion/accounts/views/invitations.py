"""Invitations to work along: sent, sent again, revoked, accepted."""

from uuid import UUID

from allauth.account.utils import perform_login
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from smartregion.accounts import actions, queries
from smartregion.accounts.actions.invitations import hash_of
from smartregion.accounts.forms import AcceptanceForm, InvitationForm
from smartregion.accounts.freshness import after_fresh_login
from smartregion.accounts.models import Invitation, User
from smartregion.accounts.views.oneself import signed_in
from smartregion.core.access import get_for, require
from smartregion.core.confirming import confirmed
from smartregion.core.errors import WrongState
from smartregion.core.forms import refusals_on, sent

# One way to sign in for good is the account's own; allauth checks the rest (second factor) by itself.
VERIFIED = "none"


def invitation_list(request: HttpRequest) -> HttpResponse:
    """Who was asked and has not answered yet."""
    require(request, "accounts.manage_people")
    waiting = Invitation.objects.unanswered().select_related("organisation", "invited_by")
    invitations = queries.with_promised_roles(waiting.order_by("expires_at", "pk"))
    context = {"invitations": invitations, "now": timezone.now()}
    return render(request, "accounts/invitations.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_create(request: HttpRequest) -> HttpResponse:
    require(request, "accounts.manage_people")
    form = InvitationForm(sent(request))
    if form.is_valid():
        with refusals_on(form):
            with after_fresh_login(request):
                form.invite(by=signed_in(request), at=timezone.now())
            messages.success(request, _("Die Einladung ist unterwegs."))
            return redirect("accounts:invitation_list")
    return render(request, "accounts/invitation_form.html", {"form": form})


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_again(request: HttpRequest, key: UUID) -> HttpResponse:
    invitation = _waiting(request, key)

    def invite_again() -> None:
        with after_fresh_login(request):
            actions.invite_again(invitation=invitation, by=signed_in(request), at=timezone.now())

    return confirmed(
        request,
        invite_again,
        done=_("Die Einladung ist noch einmal unterwegs."),
        back=reverse("accounts:invitation_list"),
        heading=_("%(name)s erneut einladen?") % {"name": invitation},
        explanation=_(
            "Es geht eine neue E-Mail hinaus, deren Link wieder so viele Tage gilt wie der erste. Der Link aus "
            "der alten E-Mail öffnet dann nichts mehr."
        ),
        action=_("Erneut einladen"),
    )


@require_http_methods(["GET", "HEAD", "POST"])
def invitation_revoke(request: HttpRequest, key: UUID) -> HttpResponse:
    invitation = _waiting(request, key)
    return confirmed(
        request,
        lambda: actions.revoke_invitation(
            invitation=invitation, by=signed_in(request), at=timezone.now()
        ),
        done=_("Die Einladung ist zurückgezogen."),
        back=reverse("accounts:invitation_list"),
        heading=_("Einladung an %(name)s zurückziehen?") % {"name": invitation},
        explanation=_(
            "Der Link aus der E-Mail öffnet dann nichts mehr. Die Person erfährt davon nichts."
        ),
        action=_("Zurückziehen"),
        danger=True,
    )


@login_not_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def invitation_accept(request: HttpRequest, word: str) -> HttpResponse:
    """The page of the letter. Opening it changes nothing: programs look at links, too."""
    now = timezone.now()
    invitation = Invitation.objects.good(now).filter(token_hash=hash_of(word)).first()
    if invitation is None:
        # The same for words that never were: whoever tries learns nothing.
        return render(request, "accounts/invitation_over.html", status=410)
    owner = User.objects.filter(email__iexact=invitation.email).first()
    _refuse_others(request, owner)
    if owner is not None:
        return _accept_with_account(request, invitation, owner)
    form = AcceptanceForm(sent(request), invitation=invitation)
    if form.is_valid():
        user = form.accept(at=now)
        # A new key for the session, and allauth's own steps behind it.
        return perform_login(request, user, email_verification=VERIFIED)  # type: ignore[no-any-return]
    roles = queries.promised_roles(invitation)
    context = {"invitation": invitation, "roles": roles, "form": form}
    return render(request, "accounts/invitation.html", context)


def _accept_with_account(request: HttpRequest, invitation: Invitation, owner: User) -> HttpResponse:
    if request.user != owner:
        context = {"invitation": invitation, "login_url": _login_and_back(request)}
        return render(request, "accounts/invitation_sign_in.html", context)

    def accept() -> None:
        actions.accept_invitation(
            invitation=invitation, user=owner, display_name="", password=None, at=timezone.now()
        )
        # This session may do more from here on.
        request.session.cycle_key()

    return confirmed(
        request,
        accept,
        done=_("Willkommen! Ihre Rolle gilt ab sofort."),
        back=resolve_url(settings.LOGIN_REDIRECT_URL),
        heading=_("Einladung annehmen?"),
        explanation=_promised(invitation),
        action=_("Annehmen"),
    )


def _promised(invitation: Invitation) -> str:
    roles = "; ".join(queries.promised_roles(invitation))
    said = _("Ihr Konto bekommt damit, wozu Sie eingeladen wurden: %(roles)s.") % {"roles": roles}
    if not invitation.organisation:
        return said
    joined = _("Es gehört danach zu: %(organisation)s.")
    return f"{said} {joined % {'organisation': invitation.organisation}}"


def _refuse_others(request: HttpRequest, owner: User | None) -> None:
    if request.user.is_authenticated and request.user != owner:
        raise WrongState(
            _(
                "Sie sind mit einem anderen Konto angemeldet. Bitte melden Sie sich ab und öffnen Sie den Link "
                "noch einmal."
            )
        )


def _login_and_back(request: HttpRequest) -> str:
    return f"{reverse(settings.LOGIN_URL)}?next={request.path}"


def _waiting(request: HttpRequest, key: UUID) -> Invitation:
    require(request, "accounts.manage_people")
    return get_for(request, None, Invitation.objects.unanswered(), public_id=key)
