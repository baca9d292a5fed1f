from django.urls import path

from measures.views import ballots, prioritisations

# A number holds a digit, so it is never "abgeben".
urlpatterns = [
    path("priorisierung/", prioritisations.prioritisation_list, name="prioritisation_list"),
    path("priorisierung/neu/", prioritisations.prioritisation_create, name="prioritisation_create"),
    path(
        "priorisierung/<slug:slug>/",
        prioritisations.prioritisation_detail,
        name="prioritisation_detail",
    ),
    path(
        "priorisierung/<slug:slug>/ergebnis.csv",
        prioritisations.prioritisation_csv,
        name="prioritisation_csv",
    ),
    path(
        "priorisierung/<slug:slug>/einstellungen/",
        prioritisations.prioritisation_edit,
        name="prioritisation_edit",
    ),
    path(
        "priorisierung/<slug:slug>/kriterien/",
        prioritisations.prioritisation_criteria,
        name="prioritisation_criteria",
    ),
    path(
        "priorisierung/<slug:slug>/massnahmen/",
        prioritisations.prioritisation_measures,
        name="prioritisation_measures",
    ),
    path(
        "priorisierung/<slug:slug>/bewertende/",
        prioritisations.prioritisation_raters,
        name="prioritisation_raters",
    ),
    path(
        "priorisierung/<slug:slug>/oeffnen/",
        prioritisations.prioritisation_open,
        name="prioritisation_open",
    ),
    path(
        "priorisierung/<slug:slug>/abschliessen/",
        prioritisations.prioritisation_freeze,
        name="prioritisation_freeze",
    ),
    path("priorisierung/<slug:slug>/bogen/", ballots.ballot, name="ballot"),
    path("priorisierung/<slug:slug>/bogen/abgeben/", ballots.ballot_hand_in, name="ballot_hand_in"),
    path("priorisierung/<slug:slug>/bogen/<str:number>/", ballots.rate, name="rate"),
]
