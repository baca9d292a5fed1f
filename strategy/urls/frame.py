"""The frame of strategies."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
