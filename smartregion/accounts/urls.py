"""Addresses of this room."""

from django.urls import path

from smartregion.accounts import views

app_name = "accounts"
urlpatterns = [
    path("", views.people, name="people"),
    path("neu/", views.person_create, name="person_create"),
    path("profil/", views.profile, name="profile"),
    path("profil/konto-schliessen/", views.close_account, name="close_account"),
    path("<uuid:key>/", views.person, name="person"),
    path("<uuid:key>/zweiter-faktor/", views.second_factor_remove, name="second_factor_remove"),
    path(
        "<uuid:key>/rollen/<slug:role>/zuruecknehmen/", views.role_take_back, name="role_take_back"
    ),
]
