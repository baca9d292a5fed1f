"""The second factor: an app with codes or a passkey, demanded of those who could do much harm.

The pages are those of allauth.mfa. Here stands of whom it is demanded, how its secret is kept, and that
nobody of them gets further than its set-up without one.
"""

from base64 import urlsafe_b64encode
from collections.abc import Callable
from typing import Any

from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from allauth.mfa.signals import authenticator_added
from cryptography.fernet import Fernet, MultiFernet
from django.conf import settings
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.crypto import salted_hmac
from django.utils.translation import gettext as _

from smartregion.accounts.actions import end_sessions
from smartregion.accounts.models import User
from smartregion.county.models import County

# Recovery codes are a way back, not a factor of their own.
FACTORS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)
# In the session, once seen: asking for each page would cost a query each.
SEEN = "has_second_factor"
# Where somebody without one may still go: setting one up, proving who they are, leaving.
OPEN = {"account_logout", "account_reauthenticate", "county:logo"}


def demands_second_factor(user: Any) -> bool:
    """Whether a role that this person holds today does not go without."""
    return not set(settings.SECOND_FACTOR_ROLES).isdisjoint(getattr(user, "roles_anywhere", ()))


def has_second_factor(user: User) -> bool:
    return bool(Authenticator.objects.filter(user=user, type__in=FACTORS).exists())


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Secrets are sealed with the key of the installation; apps show the name of the county."""

    def get_totp_issuer(self) -> str:
        county = County.objects.first()
        return f"SmartRegion {county.name}" if county else "SmartRegion"

    def encrypt(self, text: str) -> str:
        return _seal().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _seal().decrypt(encrypted_text.encode()).decode()

    def can_delete_authenticator(self, authenticator: Authenticator) -> bool:
        """The last factor of somebody whose role demands one stays; another may replace it first."""
        if authenticator.type not in FACTORS or not demands_second_factor(authenticator.user):
            return True
        others = Authenticator.objects.filter(user=authenticator.user, type__in=FACTORS)
        return bool(others.exclude(pk=authenticator.pk).exists())


def _seal() -> MultiFernet:
    """Made of the secret keys of the installation; the first one seals, all of them open."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(_key(secret)) for secret in secrets])


def _key(secret: str | bytes) -> bytes:
    made = salted_hmac("accounts.second_factor", "seal", secret=secret, algorithm="sha256")
    return urlsafe_b64encode(made.digest())


class SecondFactorMiddleware:
    """Lead who needs a second factor and has none to where it is set up, and nowhere else."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, _view: Any, _args: Any, _kwargs: Any
    ) -> HttpResponse | None:
        if _goes_on(request):
            return None
        messages.warning(
            request,
            _(
                "Ihre Rolle braucht einen zweiten Faktor. Bitte richten Sie ihn ein; danach geht es weiter."
            ),
        )
        return redirect("mfa_index")


def _goes_on(request: HttpRequest) -> bool:
    match = request.resolver_match
    name = match.view_name if match else ""
    if name in OPEN or name.startswith("mfa_"):
        return True
    if not request.user.is_authenticated or not demands_second_factor(request.user):
        return True
    if not request.session.get(SEEN):
        request.session[SEEN] = has_second_factor(request.user)
    return bool(request.session[SEEN])


def _end_other_sessions(
    sender: Any,  # noqa: ARG001 - a signal names it
    request: HttpRequest,
    authenticator: Authenticator,
    **_more: Any,
) -> None:
    """Those that are open began without this factor; one of them may be a stranger's."""
    if authenticator.type in FACTORS:
        request.session.cycle_key()
        end_sessions(user=authenticator.user, but=request.session.session_key)


authenticator_added.connect(_end_other_sessions, dispatch_uid="accounts.second_factor")
