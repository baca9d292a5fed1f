"""Addresses of this room."""

from django.urls import path

from smartregion.accounts.views import oneself, people, roles

app_name = "accounts"
urlpatterns = [
    path("", people.people, name="people"),
    path("neu/", people.person_create, name="person_create"),
    path("profil/", oneself.profile, name="profile"),
    path("profil/konto-schliessen/", oneself.close_account, name="close_account"),
    path("<uuid:key>/", roles.person, name="person"),
    path("<uuid:key>/rollen/<int:pk>/", roles.role_end, name="role_end"),
    path("<uuid:key>/rollen/<int:pk>/zuruecknehmen/", roles.role_take_back, name="role_take_back"),
    path("<uuid:key>/zweiter-faktor/", people.second_factor_remove, name="second_factor_remove"),
]
