"""Finding a passage."""

from django.urls import path

from strategy.views import search

urlpatterns = [path("suche/", search.results, name="search")]
