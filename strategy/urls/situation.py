"""Where the county stands: structure data, existing projects, strengths and weaknesses."""

from django.urls import URLPattern

urlpatterns: list[URLPattern] = []
