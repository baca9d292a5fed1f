"""Addresses of this room."""

from django.urls import path

from smartregion.privacy import views

app_name = "privacy"
urlpatterns = [
    path("", views.retention, name="retention"),
    path("papiere/<slug:kind>/", views.paper, name="paper"),
    path("papiere/<slug:kind>.<slug:ending>", views.paper_file, name="paper_file"),
    path("meine-daten/", views.my_data, name="my_data"),
    path("meine-daten/<uuid:pk>/", views.my_data_file, name="my_data_file"),
    path("meine-daten/<uuid:pk>/loeschen/", views.my_data_delete, name="my_data_delete"),
]
