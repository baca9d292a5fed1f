"""Reminders of a running cycle."""

from django.urls import path

from measures.views import reminders

ALL = [
    path("zyklen/<slug:slug>/erinnerungen/", reminders.cycle_reminders, name="cycle_reminders"),
    path(
        "zyklen/<slug:slug>/erinnerungen/jetzt/",
        reminders.cycle_remind_now,
        name="cycle_remind_now",
    ),
    path(
        "zyklen/<slug:slug>/erinnerungen/<int:pk>/kam-zurueck/",
        reminders.cycle_letter_returned,
        name="cycle_letter_returned",
    ),
]
