"""Merging and splitting fields of action."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
