"""Leading versions from draft to resolution."""

from django.urls import path

from strategy.views import versions

urlpatterns = [
    path("verwalten/", versions.manage, name="manage"),
    path("verwalten/neu/", versions.create_strategy, name="strategy_create"),
    path("verwalten/<slug:slug>/neue-fassung/", versions.create_version, name="version_create"),
    path("verwalten/<slug:slug>/<str:label>/", versions.edit_version, name="version_edit"),
    path(
        "verwalten/<slug:slug>/<str:label>/weiter/<slug:to>/",
        versions.move_version,
        name="version_move",
    ),
]
