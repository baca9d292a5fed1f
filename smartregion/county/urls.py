"""Addresses of this room."""

from django.urls import path

from smartregion.county import views

app_name = "county"
urlpatterns = [
    path("rechtliches/<slug:kind>/", views.legal_text, name="legal_text"),
    path("rechtliches/<slug:kind>/bearbeiten/", views.legal_text_edit, name="legal_text_edit"),
    path("gemeinden/", views.municipality_list, name="municipality_list"),
    path("gemeinden/einlesen/", views.municipality_import, name="municipality_import"),
    path("landkreis/bearbeiten/", views.profile_edit, name="profile_edit"),
    path("landkreis/logo/", views.logo, name="logo"),
]
