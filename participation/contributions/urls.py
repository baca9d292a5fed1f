"""Addresses of this room."""

from django.urls import path

from participation.contributions import views

app_name = "contributions"
urlpatterns = [
    path("", views.queue, name="queue"),
    path("zu/<uuid:key>/", views.about, name="about"),
    path("<uuid:pk>/", views.detail, name="detail"),
    path("<uuid:pk>/antworten/", views.answer, name="answer"),
    path("<uuid:pk>/ausblenden/", views.hide, name="hide"),
    path("<uuid:pk>/einblenden/", views.unhide, name="unhide"),
]
