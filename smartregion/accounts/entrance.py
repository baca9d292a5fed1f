"""Addresses of the way in: allauth's pages, without those it keeps for old times' sake."""

from django.urls import include, path

from smartregion.accounts.views import providers

urlpatterns = [
    path("", include("allauth.account.urls")),
    path("2fa/", include("allauth.mfa.urls")),
    path("verknuepft/", include("allauth.socialaccount.urls")),
    # allauth asks for the addresses of a provider by these names.
    path("bei/<slug:provider_id>/", providers.sign_in, name="openid_connect_login"),
    path("bei/<slug:provider_id>/zurueck/", providers.come_back, name="openid_connect_callback"),
]
