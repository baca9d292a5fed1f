"""Merging and splitting fields of action."""

from django.urls import path

from strategy.views import lineage

urlpatterns = [
    path("verwalten/<slug:slug>/<str:label>/zusammenfuehren/", lineage.merge, name="merge"),
    path("verwalten/<slug:slug>/<str:label>/<uuid:key>/ausgliedern/", lineage.split, name="split"),
    path(
        "verwalten/<slug:slug>/<str:label>/<uuid:key>/wieder-aufnehmen/",
        lineage.restore,
        name="restore",
    ),
]
