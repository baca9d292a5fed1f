"""Actors and how they were involved."""

from django.urls import path

from strategy.views import actors

urlpatterns = [
    path("beteiligte/", actors.page, name="actors"),
    path("pflege/beteiligte/", actors.manage, name="actors_manage"),
    path("pflege/beteiligte/neu/", actors.create_group, name="actor_group_create"),
    path("pflege/beteiligte/<slug:slug>/", actors.edit_group, name="actor_group_edit"),
    path("pflege/beteiligte/<slug:slug>/loeschen/", actors.delete_group, name="actor_group_delete"),
    path("pflege/termine/<slug:slug>/neu/", actors.record_event, name="involvement_create"),
    path("pflege/termine/<int:pk>/", actors.edit_involvement, name="involvement_edit"),
    path("pflege/termine/<int:pk>/loeschen/", actors.delete_involvement, name="involvement_delete"),
]
