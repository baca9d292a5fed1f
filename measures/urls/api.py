"""The interface for programs, by version: what others have built on stays as it is."""

from django.urls import path

from measures.views import open_data

app_name = "api"
urlpatterns = [
    path("measures/", open_data.measures, name="measures"),
    path("measures/<str:number>/", open_data.measure, name="measure"),
    path("openapi.json", open_data.openapi, name="openapi"),
    path("catalogue.jsonld", open_data.catalogue_json, name="catalogue_json"),
    path("catalogue.ttl", open_data.catalogue_turtle, name="catalogue_turtle"),
]
