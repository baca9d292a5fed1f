"""Digital maturity of the municipalities."""

from django.urls import path

from strategy.views import maturity, maturity_manage, maturity_reporting

urlpatterns = [
    path("reifegrad/", maturity.newest, name="maturity"),
    path("reifegrad/<int:pk>/", maturity.one_round, name="maturity_round"),
    path("reifegrad/<int:pk>/tabelle.csv", maturity.table, name="maturity_table"),
    path("reifegrad/veraenderung/", maturity.change, name="maturity_change"),
    path("reifegrad/gemeinden/<slug:slug>/", maturity.municipality, name="maturity_municipality"),
    path("reifegrad/melden/", maturity_reporting.own, name="maturity_report_own"),
    path("reifegrad/melden/<slug:slug>/", maturity_reporting.report, name="maturity_report"),
    path("pflege/reifegrad/", maturity_manage.overview, name="maturity_manage"),
    path("pflege/reifegrad/vorschlag/", maturity_manage.suggest, name="maturity_suggest"),
    path("pflege/reifegrad/runde/neu/", maturity_manage.create_round, name="maturity_round_create"),
    path("pflege/reifegrad/runde/<int:pk>/", maturity_manage.follow, name="maturity_round_follow"),
    path(
        "pflege/reifegrad/runde/<int:pk>/bearbeiten/",
        maturity_manage.edit_round,
        name="maturity_round_edit",
    ),
    path(
        "pflege/reifegrad/runde/<int:pk>/abschliessen/",
        maturity_manage.close_round,
        name="maturity_round_close",
    ),
    path(
        "pflege/reifegrad/runde/<int:pk>/loeschen/",
        maturity_manage.remove_round,
        name="maturity_round_remove",
    ),
    path(
        "pflege/reifegrad/dimension/neu/",
        maturity_manage.create_dimension,
        name="maturity_dimension_create",
    ),
    path(
        "pflege/reifegrad/dimension/<slug:slug>/",
        maturity_manage.edit_dimension,
        name="maturity_dimension_edit",
    ),
    path(
        "pflege/reifegrad/dimension/<slug:slug>/verschieben/",
        maturity_manage.move_dimension,
        name="maturity_dimension_move",
    ),
    path(
        "pflege/reifegrad/dimension/<slug:slug>/beenden/",
        maturity_manage.retire_dimension,
        name="maturity_dimension_retire",
    ),
]
