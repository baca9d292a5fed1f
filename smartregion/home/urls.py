"""Addresses of this room."""

from django.urls import path

from smartregion.home import views

app_name = "home"
urlpatterns = [
    path("", views.start, name="start"),
    path("ankommen/", views.arrival, name="arrival"),
    path("arbeitsplatz/", views.desk, name="desk"),
    path("erste-schritte/", views.first_steps, name="first_steps"),
    path("protokoll/", views.trail, name="trail"),
    path("protokoll/<int:pk>/", views.trail_thing, name="trail_thing"),
    path("protokoll/protokoll.csv", views.trail_csv, name="trail_csv"),
    path("protokoll/protokoll.xlsx", views.trail_xlsx, name="trail_xlsx"),
    path("barriere-melden/", views.barrier, name="barrier"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", views.robots_txt, name="robots_txt"),
]
