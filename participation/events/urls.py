"""Addresses of this wing."""

from django.urls import path

from participation.events import views
from participation.events.views import groups, live, live_desk, minutes

app_name = "events"
urlpatterns = [
    path("", views.event_list, name="event_list"),
    path("kalender.ics", views.calendar, name="calendar"),
    # One's own registration; the key is all that is needed.
    path("anmeldung/<uuid:key>/", views.registration, name="registration"),
    path("anmeldung/<uuid:key>/aendern/", views.registration_change, name="registration_change"),
    path("anmeldung/<uuid:key>/absagen/", views.registration_cancel, name="registration_cancel"),
    path(
        "anmeldung/<uuid:key>/termin.ics", views.registration_calendar, name="registration_calendar"
    ),
    # The office.
    path("verwaltung/", views.manage_list, name="manage_list"),
    path("verwaltung/neu/", views.event_create, name="event_create"),
    path("verwaltung/<slug:slug>/", views.event_edit, name="event_edit"),
    path("verwaltung/<slug:slug>/ablauf/", views.agenda, name="agenda"),
    path("verwaltung/<slug:slug>/veroeffentlichen/", views.publish, name="publish"),
    path("verwaltung/<slug:slug>/absagen/", views.call_off, name="call_off"),
    path("verwaltung/<slug:slug>/loeschen/", views.event_delete, name="event_delete"),
    path("verwaltung/<slug:slug>/material/", views.materials, name="materials"),
    path(
        "verwaltung/<slug:slug>/material/<uuid:pk>/verschieben/",
        views.material_move,
        name="material_move",
    ),
    path(
        "verwaltung/<slug:slug>/material/<uuid:pk>/entfernen/",
        views.material_remove,
        name="material_remove",
    ),
    path("verwaltung/<slug:slug>/teilnehmende/", views.participants, name="participants"),
    path(
        "verwaltung/<slug:slug>/teilnehmende/eintragen/",
        views.participant_enter,
        name="participant_enter",
    ),
    path(
        "verwaltung/<slug:slug>/teilnehmende/<int:pk>/absagen/",
        views.participant_cancel,
        name="participant_cancel",
    ),
    path(
        "verwaltung/<slug:slug>/teilnehmende.csv", views.participants_csv, name="participants_csv"
    ),
    path(
        "verwaltung/<slug:slug>/teilnehmende.xlsx",
        views.participants_xlsx,
        name="participants_xlsx",
    ),
    # A working group and its projects; the key is all that is needed.
    path("arbeitsgruppe/<uuid:key>/", groups.group, name="group"),
    path("arbeitsgruppe/<uuid:key>/<int:pk>/", groups.profile, name="profile"),
    path(
        "arbeitsgruppe/<uuid:key>/<int:pk>/abgeben/",
        groups.profile_hand_in,
        name="profile_hand_in",
    ),
    # One event (anything under its name comes last, for the names above are taken).
    path("<slug:slug>/", views.event, name="event"),
    path("<slug:slug>/termin.ics", views.event_calendar, name="event_calendar"),
    path("<slug:slug>/anmelden/", views.register, name="register"),
    path("<slug:slug>/anmelden/danke/", views.registered, name="registered"),
    path("<slug:slug>/material/<uuid:pk>/", views.material, name="material"),
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
    # The minutes.
    path("<slug:slug>/protokoll/", minutes.minutes, name="minutes"),
    path("<slug:slug>/protokoll/schreiben/", minutes.minutes_edit, name="minutes_edit"),
    path(
        "<slug:slug>/protokoll/veroeffentlichen/", minutes.minutes_publish, name="minutes_publish"
    ),
    path("<slug:slug>/protokoll/punkt/neu/", minutes.point_create, name="point_create"),
    path("<slug:slug>/protokoll/punkt/<int:pk>/", minutes.point_edit, name="point_edit"),
    path("<slug:slug>/protokoll/punkt/<int:pk>/platz/", minutes.point_move, name="point_move"),
    path(
        "<slug:slug>/protokoll/punkt/<int:pk>/loeschen/", minutes.point_remove, name="point_remove"
    ),
    # The working groups.
    path("<slug:slug>/projekte/", groups.projects, name="projects"),
    path("<slug:slug>/arbeitsgruppen/", groups.group_list, name="group_list"),
    path("<slug:slug>/arbeitsgruppen/neu/", groups.group_create, name="group_create"),
    path("<slug:slug>/arbeitsgruppen/<int:pk>/", groups.group_edit, name="group_edit"),
    path("<slug:slug>/arbeitsgruppen/<int:pk>/link/", groups.group_link, name="group_link"),
]
