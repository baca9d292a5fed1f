"""Actors and how they were involved."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
