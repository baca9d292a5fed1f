"""Writing the texts of a version."""

from django.urls import path

from strategy.views import texts

urlpatterns = [
    path("verwalten/<slug:slug>/<str:label>/nummerieren/", texts.renumber, name="renumber"),
    path("verwalten/<slug:slug>/<str:label>/neu/<slug:kind>/", texts.create, name="text_create"),
    path("verwalten/<slug:slug>/<str:label>/<uuid:key>/", texts.edit, name="text_edit"),
    path("verwalten/<slug:slug>/<str:label>/<uuid:key>/verschieben/", texts.move, name="text_move"),
    path(
        "verwalten/<slug:slug>/<str:label>/<uuid:key>/loeschen/", texts.delete, name="text_delete"
    ),
]
