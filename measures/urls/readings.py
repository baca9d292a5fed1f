from django.urls import path

from measures.views import readings

ALL = [
    path("stand/", readings.dashboard, name="dashboard"),
    path("zyklen/<slug:slug>/kreistag/", readings.council, name="cycle_council"),
]
