"""Addresses of this room."""

from django.urls import path

from smartregion.accounts.views import invitations, oneself, people, roles

app_name = "accounts"
urlpatterns = [
    path("", people.people, name="people"),
    path("neu/", people.person_create, name="person_create"),
    path("profil/", oneself.profile, name="profile"),
    path("profil/abmelden/", oneself.sign_out_elsewhere, name="sign_out_elsewhere"),
    path("profil/konto-schliessen/", oneself.close_account, name="close_account"),
    path("einladungen/", invitations.invitation_list, name="invitation_list"),
    path("einladungen/neu/", invitations.invitation_create, name="invitation_create"),
    path("einladungen/<uuid:key>/erneut/", invitations.invitation_again, name="invitation_again"),
    path(
        "einladungen/<uuid:key>/zurueckziehen/",
        invitations.invitation_revoke,
        name="invitation_revoke",
    ),
    path("einladung/<slug:word>/", invitations.invitation_accept, name="invitation_accept"),
    path("<uuid:key>/", roles.person, name="person"),
    path("<uuid:key>/organisation/", people.person_organisation, name="person_organisation"),
    path("<uuid:key>/rollen/<int:pk>/", roles.role_end, name="role_end"),
    path("<uuid:key>/rollen/<int:pk>/zuruecknehmen/", roles.role_take_back, name="role_take_back"),
    path("<uuid:key>/zweiter-faktor/", people.second_factor_remove, name="second_factor_remove"),
]
