"""Signing in at a provider of identities, and coming back from there."""

from collections.abc import Callable

from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.helpers import render_authentication_error
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from requests import RequestException

from smartregion.accounts.provider import CheckedAdapter, away


@login_not_required
@never_cache
def sign_in(request: HttpRequest, provider_id: str) -> HttpResponse:
    """Lead to the provider; by POST only, so that no link elsewhere starts it."""
    return _ask(OAuth2LoginView, request, provider_id)


@login_not_required
@never_cache
def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    """The provider sends the browser here; what it says is checked before anybody is signed in."""
    return _ask(OAuth2CallbackView, request, provider_id)


def _ask(view: type, request: HttpRequest, provider_id: str) -> HttpResponse:
    try:
        provider = get_adapter().get_provider(request, provider_id)
    except SocialApp.DoesNotExist as unknown:
        raise Http404 from unknown
    answer: Callable[[HttpRequest], HttpResponse] = view.adapter_view(  # type: ignore[attr-defined]
        CheckedAdapter(request, provider_id)
    )
    try:
        return answer(request)
    except RequestException:
        return away(request, provider)
    except KeyError as missing:
        # Its answer lacks what the standard demands.
        return render_authentication_error(request, provider, exception=missing)  # type: ignore[no-any-return]
