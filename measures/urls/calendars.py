from django.urls import path, re_path

from measures.views import calendars

ALL = [
    path("termine.ics", calendars.calendar, name="calendar"),
    path("kalender/", calendars.own_calendar, name="own_calendar"),
    path("kalender/neu/", calendars.own_calendar_renew, name="own_calendar_renew"),
    path("kalender/abschalten/", calendars.own_calendar_end, name="own_calendar_end"),
    re_path(
        r"^kalender/(?P<key>[\w-]{32})/(?P<scope>meine|alle)\.ics$",
        calendars.secret_calendar,
        name="secret_calendar",
    ),
]
