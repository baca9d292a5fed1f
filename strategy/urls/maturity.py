"""Digital maturity of the municipalities."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
