"""Addresses of this wing."""

from django.urls import path

from participation.events import views

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="event_list"),
    # One event (anything under its name comes last, for the names above are taken).
    path("<slug:slug>/", views.event, name="event"),
]
