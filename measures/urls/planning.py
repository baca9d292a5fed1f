from django.urls import path

from measures.views import planning

ALL = [
    path("zyklen/neu/", planning.cycle_plan, name="cycle_plan"),
    path("zyklen/handlungsfelder/", planning.field_leads, name="field_leads"),
    path("zyklen/<slug:slug>/bearbeiten/", planning.cycle_edit, name="cycle_edit"),
    path("zyklen/<slug:slug>/oeffnen/", planning.cycle_open, name="cycle_open"),
    path("zyklen/<slug:slug>/nachfragen/", planning.cycle_ask, name="cycle_ask"),
    path("zyklen/<slug:slug>/abbrechen/", planning.cycle_cancel, name="cycle_cancel"),
]
