"""Addresses of this room."""

from django.urls import path

from strategy.views import phases, reading, texts, versions

app_name = "strategy"
urlpatterns = [
    path("", reading.current, name="reading"),
    path("prozess/", reading.process, name="process"),
    path("element/<uuid:key>/", reading.element, name="element"),
    path("verwalten/", versions.manage, name="manage"),
    path("verwalten/neu/", versions.create_strategy, name="strategy_create"),
    path("verwalten/<slug:slug>/neue-fassung/", versions.create_version, name="version_create"),
    path("verwalten/<slug:slug>/zeitleiste/", phases.listing, name="phases"),
    path("verwalten/<slug:slug>/zeitleiste/neu/", phases.create, name="phase_create"),
    path("verwalten/<slug:slug>/zeitleiste/<int:pk>/", phases.edit, name="phase_edit"),
    path("verwalten/<slug:slug>/zeitleiste/<int:pk>/loeschen/", phases.delete, name="phase_delete"),
    path("verwalten/<slug:slug>/<str:label>/", versions.edit_version, name="version_edit"),
    path(
        "verwalten/<slug:slug>/<str:label>/weiter/<slug:to>/",
        versions.move_version,
        name="version_move",
    ),
    path("verwalten/<slug:slug>/<str:label>/neu/<slug:kind>/", texts.create, name="text_create"),
    path("verwalten/<slug:slug>/<str:label>/<uuid:key>/", texts.edit, name="text_edit"),
    path("verwalten/<slug:slug>/<str:label>/<uuid:key>/verschieben/", texts.move, name="text_move"),
    path(
        "verwalten/<slug:slug>/<str:label>/<uuid:key>/loeschen/", texts.delete, name="text_delete"
    ),
    path("<slug:slug>/<str:label>/", reading.one_version, name="version"),
]
