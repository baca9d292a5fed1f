"""A provider of identities by OpenID Connect: what is asked of it, and what of its answer is believed.

allauth looks for provider classes in a module of this name. Beyond what allauth checks, an answer must
have an ID token with a valid signature, an end, and the nonce of this very sign-in. Nothing but the
lasting name of the person at the provider is kept.
"""

from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp, SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.crypto import constant_time_compare, get_random_string

from smartregion.core.links import public_url

# Signed with a key of the provider that everybody may read; never with a word both sides know.
SIGNATURES = ["RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "EdDSA"]
# Seconds by which two clocks may differ.
LEEWAY = 30


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Talks with the provider."""

    def get_callback_url(self, request: HttpRequest, app: SocialApp) -> str:
        """Where the provider leads back to: under the county's own name, whatever host was asked for."""
        path = urlsplit(super().get_callback_url(request, app)).path
        return public_url(path)

    def complete_login(
        self, request: HttpRequest, app: SocialApp, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("The provider sent no ID token.")
        login = super().complete_login(request, app, token, **kwargs)
        if login.account.uid != str(self.claims["sub"]):
            raise OAuth2Error("ID token and user info speak of two people.")
        login.claims = self.claims
        return login

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        """Its claims; unlike allauth we look at the signature on every way it may have come."""
        config = self.openid_config
        with get_adapter().get_requests_session() as session:
            answer = session.get(config["jwks_uri"])
            answer.raise_for_status()
        try:
            self.claims: dict[str, Any] = jwt.decode(
                id_token,
                key=_signing_key(answer.json(), id_token),
                algorithms=SIGNATURES,
                issuer=config["issuer"],
                audience=app.client_id,
                leeway=LEEWAY,
                options={"require": ["iss", "aud", "exp", "iat", "sub"]},
            )
        except jwt.PyJWTError as fault:
            raise OAuth2Error("Invalid ID token.") from fault
        return self.claims


def _signing_key(published: dict[str, Any], id_token: str) -> jwt.PyJWK:
    """The key that the token names; a provider with a single key need not name it."""
    keys = [key for key in jwt.PyJWKSet.from_dict(published).keys if key.public_key_use != "enc"]
    name = jwt.get_unverified_header(id_token).get("kid")
    fitting = [key for key in keys if key.key_id == name] if name else keys
    if len(fitting) != 1:
        raise jwt.InvalidKeyError("The ID token names no key of the provider.")
    return fitting[0]


class CountyProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """What one sign-in asks for, and which claims become what."""

    oauth2_adapter_class = CheckedAdapter

    def get_redirect_from_request_kwargs(self, request: HttpRequest) -> dict[str, Any]:
        kwargs: dict[str, Any] = super().get_redirect_from_request_kwargs(request)
        # allauth would take more of both from our own address, where anybody may write them.
        return {**kwargs, "scope": self.get_scope(), "auth_params": self.get_auth_params()}

    def redirect(self, request: HttpRequest, process: str, **kwargs: Any) -> HttpResponse:
        nonce = get_random_string(32)
        wanted = {**(kwargs.pop("auth_params", None) or {}), "nonce": nonce}
        answer: HttpResponse = super().redirect(
            request, process, auth_params=wanted, nonce=nonce, **kwargs
        )
        return answer

    def serialize(self) -> dict[str, Any]:
        """Named by its short word: two providers may know us by the same client id."""
        return {**super().serialize(), "id": self.sub_id}

    def extract_extra_data(self, _data: dict[str, Any]) -> dict[str, Any]:
        """Claims are personal data that nobody here needs."""
        return {}

    def extract_email_addresses(self, data: dict[str, Any]) -> list[Any]:
        """An address is believed only where the county trusts this provider with addresses."""
        found: list[Any] = super().extract_email_addresses(data)
        for address in found:
            address.verified = address.verified is True and self.app.settings["trusts_email"]
        return found


provider_classes = [CountyProvider]


def refuse_other_nonce(request: HttpRequest, login: SocialLogin) -> None:
    """An ID token that was made for another sign-in opens nothing."""
    asked, answered = login.state.get("nonce", ""), str(login.claims.get("nonce", ""))
    if not asked or not constant_time_compare(asked, answered):
        raise ImmediateHttpResponse(render_authentication_error(request, login.provider))


def proves_second_factor(login: SocialLogin) -> bool:
    """Whether the ID token says, in the words the county accepts, that a second factor was used."""
    claims = getattr(login, "claims", {})
    methods = claims.get("amr")
    said = {*(methods if isinstance(methods, list) else []), claims.get("acr")}
    return not said.isdisjoint(login.provider.app.settings["second_factor"])


def away(request: HttpRequest, provider: CountyProvider) -> HttpResponse:
    """One sentence, and the other ways in."""
    return render(request, "accounts/provider_away.html", {"provider": provider}, status=503)
