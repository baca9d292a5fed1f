"""Addresses of this wing."""

from django.urls import path

from participation.consultations import views

app_name = "consultations"
VERSION = "<slug:slug>/<str:label>/"
urlpatterns = [
    path("", views.consultation_list, name="consultation_list"),
    path(f"{VERSION}stelle/", views.passage, name="whole"),
    path(f"{VERSION}stelle/<uuid:key>/", views.passage, name="passage"),
    path(f"{VERSION}stelle/<uuid:key>/<int:paragraph>/", views.passage, name="paragraph"),
    path(f"{VERSION}kommentar/<uuid:pk>/", views.permalink, name="permalink"),
    path(f"{VERSION}abwaegung/", views.table, name="table"),
    path(f"{VERSION}abwaegung/tabelle.csv", views.table_csv, name="table_csv"),
    path(f"{VERSION}bearbeiten/", views.considerations, name="considerations"),
    path(f"{VERSION}bearbeiten/erfassen/", views.record, name="record"),
    path(f"{VERSION}bearbeiten/mehrere/", views.consider_many, name="consider_many"),
    path(f"{VERSION}bearbeiten/<uuid:pk>/", views.consider, name="consider"),
    path(VERSION, views.draft, name="draft"),
]
