"""Addresses of this room."""

from django.urls import URLPattern

app_name = "county"
urlpatterns: list[URLPattern] = []
