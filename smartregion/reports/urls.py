"""Addresses of this room."""

from django.urls import path

from smartregion.reports import views

app_name = "reports"
urlpatterns = [
    path("", views.report_list, name="report_list"),
    path("neu/", views.report_order, name="report_order"),
    path("<uuid:pk>/", views.report_detail, name="report_detail"),
    path("<uuid:pk>/datei/", views.report_download, name="report_download"),
    path("<uuid:pk>/erneut/", views.report_retry, name="report_retry"),
    path("<uuid:pk>/freigeben/", views.report_release, name="report_release"),
]
