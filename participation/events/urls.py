"""Addresses of this wing."""

from django.urls import URLPattern

app_name = "events"
urlpatterns: list[URLPattern] = []
