"""How allauth's pages behave in this product."""

from dataclasses import dataclass
from email.utils import formataddr
from typing import Any
from urllib.parse import urlsplit, urlunsplit

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.models import EmailAddress
from allauth.core.exceptions import ImmediateHttpResponse, ReauthenticationRequired
from allauth.core.internal.ratelimit import truncate_ip
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter, _build_apps_from_settings
from allauth.socialaccount.models import SocialApp, SocialLogin
from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.core.mail import EmailMessage
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import get_random_string, salted_hmac
from django.utils.translation import gettext_lazy as _
from requests import HTTPError, RequestException

from smartregion.accounts.freshness import stays_behind_password
from smartregion.accounts.models import User
from smartregion.accounts.provider import away, proves_second_factor, refuse_other_nonce
from smartregion.accounts.proving import proved_where_asked
from smartregion.accounts.second_factor import SEEN
from smartregion.core.links import public_url
from smartregion.county.models import County


@dataclass(frozen=True)
class Sender:
    """Who writes, as allauth's mails ask for it."""

    name: str


def sender() -> Sender:
    county = County.objects.first()
    return Sender(f"SmartRegion {county.name}" if county else "SmartRegion")


def writer() -> str:
    """The county as it stands in front of every letter: its name with the address it writes from."""
    return formataddr((sender().name, settings.DEFAULT_FROM_EMAIL))


def answers_to() -> list[str]:
    """Where answers to a letter go, as mail programs take it; nowhere while the county has no such address."""
    county = County.objects.first()
    return [county.contact_email] if county and county.contact_email else []


def _publicly_named(value: Any, request: HttpRequest) -> Any:
    """allauth writes addresses as the visitor wrote the host, with any port; a letter carries the county's own."""
    if isinstance(value, str) and value.startswith(("http://", "https://")):
        parts = urlsplit(value)
        if parts.netloc == request.get_host():
            return public_url(urlunsplit(("", "", *parts[2:])))
    return value


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """New accounts carry the display name of the sign-up form; mails name the county, not a host."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        named = {key: _publicly_named(value, self.request) for key, value in context.items()}
        super().send_mail(template_prefix, email, {**named, "current_site": sender()})

    def render_mail(self, *args: Any, **kwargs: Any) -> EmailMessage:
        mail: EmailMessage = super().render_mail(*args, **kwargs)
        mail.reply_to = answers_to()
        return mail

    def get_from_email(self) -> str:
        return writer()

    def format_email_subject(self, subject: str) -> str:
        return f"{sender().name}: {subject}"

    def post_login(self, request: HttpRequest, user: User, **how: Any) -> HttpResponse:
        login = (how["signal_kwargs"] or {}).get("sociallogin")
        if login and proves_second_factor(login):
            request.session[SEEN] = True
        return super().post_login(request, user, **how)  # type: ignore[no-any-return]

    def is_safe_url(self, url: str) -> bool:
        """Whether people may be led there; "https://[somewhere" is no address at all."""
        try:
            return bool(super().is_safe_url(url))
        except ValueError:
            return False

    def send_account_already_exists_mail(self, email: str) -> None:
        """Signing up anew hashes a password; so does this, or the time would tell who is here already.

        Who comes from a provider has none to hash.
        """
        if self.request.resolver_match.view_name == "account_signup":
            make_password(get_random_string(20))
        super().send_account_already_exists_mail(email)

    def confirm_email(self, request: HttpRequest, email_address: EmailAddress) -> bool:
        proved_where_asked(request)
        return bool(super().confirm_email(request, email_address))

    def is_reauthentication_required(self, *, app: str, **more: Any) -> bool:
        """Addresses and accounts elsewhere are keys to an account, as its second factors are."""
        if app == "allauth.mfa":
            return bool(super().is_reauthentication_required(app=app, **more))
        return stays_behind_password(self.request)

    def set_password(self, user: User, password: str) -> None:
        """A first password is a key, too; whoever finds an open session must not make one."""
        is_first = self.request.resolver_match.view_name == "account_set_password"
        if is_first and stays_behind_password(self.request):
            raise ReauthenticationRequired
        super().set_password(user, password)

    def get_client_ip(self, request: HttpRequest) -> str:
        """What tells visitors apart for rate limits: it is stored, so never the address itself."""
        address = truncate_ip(super().get_client_ip(request))
        return salted_hmac("accounts.visitor", address).hexdigest()


class ProviderAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Accounts at a provider of identities. No claim ever becomes a role: those come from people."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": _(
            "Bitte legen Sie zuerst ein Passwort fest, damit Sie weiter in Ihr Konto kommen."
        ),
    }

    def list_apps(
        self,
        request: HttpRequest,  # noqa: ARG002 - allauth passes it by name
        provider: str | None = None,
        client_id: str | None = None,
    ) -> list[SocialApp]:
        """Only what the installation configures; a row in the database makes no provider."""
        known = _build_apps_from_settings(provider=provider, client_id=client_id)
        return [app for apps in known.values() for app in apps]

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        refuse_other_nonce(request, sociallogin)
        # Neither the session nor the database needs the key to the provider.
        sociallogin.token = None

    def on_authentication_error(
        self, request: HttpRequest, provider: Any, exception: Any = None, **_more: Any
    ) -> None:
        answer = exception.response if isinstance(exception, HTTPError) else None
        if answer is not None and answer.status_code < 500:
            return
        if isinstance(exception, RequestException):
            raise ImmediateHttpResponse(away(request, provider))

    def populate_user(
        self, request: HttpRequest, sociallogin: SocialLogin, data: dict[str, Any]
    ) -> User:
        """Colleagues appear under their name; a citizen's civil name is never taken over by itself."""
        user: User = super().populate_user(request, sociallogin, data)
        if _trusted(sociallogin):
            user.display_name = str(data.get("name") or "")[:80]
        return user

    def is_auto_signup_allowed(self, _request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Everybody else is asked under which name they want to appear."""
        return _trusted(sociallogin) and bool(sociallogin.user.display_name)

    def get_signup_form_initial_data(self, sociallogin: SocialLogin) -> dict[str, str]:
        return {"email": sociallogin.user.email, "display_name": sociallogin.user.display_name}


def _trusted(login: SocialLogin) -> bool:
    return bool(login.provider.app.settings["trusts_email"])
