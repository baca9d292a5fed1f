"""Addresses of this wing."""

from django.urls import path

from participation.events import views
from participation.events.views import live, live_desk

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="event_list"),
    # One event (anything under its name comes last, for the names above are taken).
    path("<slug:slug>/", views.event, name="event"),
    # The live room.
    path("<slug:slug>/live/", live.live, name="live"),
    path("<slug:slug>/live/fragen/", live.live_questions, name="live_questions"),
    path("<slug:slug>/live/zustimmen/", live.live_support, name="live_support"),
    path("<slug:slug>/live/leinwand/", live.live_screen, name="live_screen"),
    path("<slug:slug>/live/moderation/", live_desk.live_desk, name="live_desk"),
    path("<slug:slug>/live/moderation/setzen/", live_desk.live_move, name="live_move"),
    path("<slug:slug>/live/moderation/annahme/", live_desk.live_switch, name="live_switch"),
    path(
        "<slug:slug>/live/moderation/<uuid:pk>/ausblenden/", live_desk.live_hide, name="live_hide"
    ),
]
