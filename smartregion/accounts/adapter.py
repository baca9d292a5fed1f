"""How allauth's pages behave in this product."""

from dataclasses import dataclass
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.core.internal.ratelimit import truncate_ip
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from smartregion.accounts.models import User
from smartregion.county.models import County


@dataclass(frozen=True)
class Sender:
    """Who writes, as allauth's mails ask for it."""

    name: str


def sender() -> Sender:
    county = County.objects.first()
    return Sender(f"SmartRegion {county.name}" if county else "SmartRegion")


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """New accounts carry the display name of the sign-up form; mails name the county, not a host."""

    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.display_name = form.cleaned_data["display_name"]
        return super().save_user(request, user, form, commit)  # type: ignore[no-any-return]

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        super().send_mail(template_prefix, email, {**context, "current_site": sender()})

    def format_email_subject(self, subject: str) -> str:
        return f"{sender().name}: {subject}"

    def get_client_ip(self, request: HttpRequest) -> str:
        """What tells visitors apart for rate limits: it is stored, so never the address itself."""
        address = truncate_ip(super().get_client_ip(request))
        return salted_hmac("accounts.visitor", address).hexdigest()
