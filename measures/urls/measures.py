from django.urls import path

from measures.views import measures, projects, rows

ALL = [
    path("neu/", measures.measure_create, name="measure_create"),
    path("meine/", measures.my_measures, name="my_measures"),
    path("projekte/", projects.project_list, name="project_list"),
    path("projekte/<int:pk>/", projects.project_propose, name="project_propose"),
]
ONE = [
    path("<str:number>/", measures.measure_detail, name="measure_detail"),
    path("<str:number>/bearbeiten/", measures.measure_edit, name="measure_edit"),
    path("<str:number>/beteiligte/", rows.parties, name="parties"),
    path("<str:number>/leitlinien/", rows.guidelines, name="guidelines"),
]
