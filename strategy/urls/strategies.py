"""What a strategy is called and how long it runs."""

from django.urls import path

from strategy.views import strategies

urlpatterns = [
    path("verwalten/<slug:slug>/titel/", strategies.edit, name="strategy_edit"),
]
