"""Addresses of this room."""

from django.urls import path

from smartregion.county import views

app_name = "county"
urlpatterns = [
    path("rechtliches/<slug:kind>/", views.legal_text, name="legal_text"),
    path("rechtliches/<slug:kind>/bearbeiten/", views.legal_text_edit, name="legal_text_edit"),
    path("gemeinden/", views.municipality_list, name="municipality_list"),
    path("gemeinden/einlesen/", views.municipality_import, name="municipality_import"),
    path("gemeinden/grenzen/", views.boundary_import, name="boundary_import"),
    path("gemeinden/grenzen/uebernehmen/", views.boundary_accept, name="boundary_accept"),
    path("organisationen/", views.organisation_list, name="organisation_list"),
    path("organisationen/neu/", views.organisation_create, name="organisation_create"),
    path(
        "organisationen/<slug:slug>/bearbeiten/", views.organisation_edit, name="organisation_edit"
    ),
    path("landkreis/bearbeiten/", views.profile_edit, name="profile_edit"),
    path("landkreis/logo/", views.logo, name="logo"),
]
