"""Taking a whole version out and in, and proving that it is unchanged."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
