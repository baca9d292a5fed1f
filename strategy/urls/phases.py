"""The process of the strategy: its public page, and keeping its timeline."""

from django.urls import path

from strategy.views import phases, process

urlpatterns = [
    path("prozess/", process.page, name="process"),
    path("verwalten/<slug:slug>/zeitleiste/", phases.listing, name="phases"),
    path("verwalten/<slug:slug>/zeitleiste/neu/", phases.create, name="phase_create"),
    path("verwalten/<slug:slug>/zeitleiste/<int:pk>/", phases.edit, name="phase_edit"),
    path("verwalten/<slug:slug>/zeitleiste/<int:pk>/loeschen/", phases.delete, name="phase_delete"),
]
