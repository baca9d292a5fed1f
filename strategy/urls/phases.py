"""Keeping the timeline of the process."""

from django.urls import path

from strategy.views import phases

urlpatterns = [
    path("verwalten/<slug:slug>/zeitleiste/", phases.listing, name="phases"),
    path("verwalten/<slug:slug>/zeitleiste/neu/", phases.create, name="phase_create"),
    path("verwalten/<slug:slug>/zeitleiste/<int:pk>/", phases.edit, name="phase_edit"),
    path("verwalten/<slug:slug>/zeitleiste/<int:pk>/loeschen/", phases.delete, name="phase_delete"),
]
