"""Addresses of this room. A measure's number holds a digit, so it is never one of the words here."""

from django.urls import path

from measures.views import assessments, cycles, evidence, measures, projects, rows

app_name = "measures"
urlpatterns = [
    path("", measures.measure_list, name="measure_list"),
    path("neu/", measures.measure_create, name="measure_create"),
    path("meine/", measures.my_measures, name="my_measures"),
    path("projekte/", projects.project_list, name="project_list"),
    path("projekte/<int:pk>/", projects.project_propose, name="project_propose"),
    path("zyklen/", cycles.cycle_list, name="cycle_list"),
    path("zyklen/neu/", cycles.cycle_open, name="cycle_open"),
    path("zyklen/<slug:slug>/", cycles.cycle_detail, name="cycle_detail"),
    path("zyklen/<slug:slug>/abschliessen/", cycles.cycle_close, name="cycle_close"),
    path("zyklen/<slug:slug>/<str:number>/", assessments.assess, name="assess"),
    path("zyklen/<slug:slug>/<str:number>/abnehmen/", assessments.accept, name="accept"),
    path("<str:number>/", measures.measure_detail, name="measure_detail"),
    path("<str:number>/bearbeiten/", measures.measure_edit, name="measure_edit"),
    path("<str:number>/stand/", measures.measure_move, name="measure_move"),
    path("<str:number>/herkunft/", measures.origin_add, name="origin_add"),
    path("<str:number>/zahlen/neu/", evidence.evidence_add, name="evidence_add"),
    path("<str:number>/zahlen/<int:pk>/erneuern/", evidence.evidence_renew, name="evidence_renew"),
    path(
        "<str:number>/zahlen/<int:pk>/wegnehmen/", evidence.evidence_remove, name="evidence_remove"
    ),
    path("<str:number>/meilensteine/", rows.milestones, name="milestones"),
    path("<str:number>/beteiligte/", rows.parties, name="parties"),
    path("<str:number>/leitlinien/", rows.guidelines, name="guidelines"),
]
