"""Addresses of this room."""

from django.urls import path

from smartregion.accounts.views import oneself, people

app_name = "accounts"
urlpatterns = [
    path("", people.people, name="people"),
    path("neu/", people.person_create, name="person_create"),
    path("profil/", oneself.profile, name="profile"),
    path("profil/konto-schliessen/", oneself.close_account, name="close_account"),
    path("<uuid:key>/", people.person, name="person"),
    path("<uuid:key>/zweiter-faktor/", people.second_factor_remove, name="second_factor_remove"),
    path(
        "<uuid:key>/rollen/<slug:role>/zuruecknehmen/", people.role_take_back, name="role_take_back"
    ),
]
