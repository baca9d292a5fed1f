"""Addresses of this room."""

from django.urls import path

from smartregion.notices import views

app_name = "notices"
urlpatterns = [
    path("", views.notice_list, name="notice_list"),
    path("gelesen/", views.read, name="read"),
    path("verfolgt/", views.following, name="following"),
    path("einstellungen/", views.preferences, name="preferences"),
    path("post/<uuid:key>/", views.unsubscribe, name="unsubscribe"),
    path("postausgang/", views.outbox, name="outbox"),
    path("postausgang/<int:pk>/nochmals-senden/", views.send_again, name="send_again"),
]
