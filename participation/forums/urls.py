"""Addresses of this room."""

from django.urls import path

from participation.forums import views
from participation.forums.views import following, maps, outcome

app_name = "forums"
urlpatterns = [
    path("", views.forum_list, name="forum_list"),
    path("verwaltung/", views.manage_list, name="manage_list"),
    path("verwaltung/neu/", views.forum_create, name="forum_create"),
    path("verwaltung/<slug:forum>/", views.forum_edit, name="forum_edit"),
    path("verwaltung/<slug:forum>/veroeffentlichen/", views.publish, name="publish"),
    path("verwaltung/<slug:forum>/archivieren/", views.archive, name="archive"),
    path("verwaltung/<slug:forum>/fortfuehren/", views.carry_on, name="carry_on"),
    path("verwaltung/<slug:forum>/neues-thema/", views.topic_create, name="topic_create"),
    path("verwaltung/<slug:forum>/thema/<slug:topic>/", views.topic_edit, name="topic_edit"),
    path(
        "verwaltung/<slug:forum>/thema/<slug:topic>/veroeffentlichen/",
        views.publish_topic,
        name="publish_topic",
    ),
    path(
        "verwaltung/<slug:forum>/thema/<slug:topic>/abschliessen/",
        views.close_topic,
        name="close_topic",
    ),
    path("verwaltung/<slug:forum>/thema/<slug:topic>/brief-oder-anruf/", views.enter, name="enter"),
    path("verwaltung/<slug:forum>/thema/<slug:topic>/abschnitte/", views.stages, name="stages"),
    path(
        "verwaltung/<slug:forum>/thema/<slug:topic>/abschnitte/<int:pk>/",
        views.stage_edit,
        name="stage_edit",
    ),
    path(
        "verwaltung/<slug:forum>/thema/<slug:topic>/abschnitte/<int:pk>/entfernen/",
        views.stage_remove,
        name="stage_remove",
    ),
    path("verwaltung/<slug:forum>/thema/<slug:topic>/material/", views.materials, name="materials"),
    path(
        "verwaltung/<slug:forum>/thema/<slug:topic>/material/<uuid:pk>/verschieben/",
        views.material_move,
        name="material_move",
    ),
    path(
        "verwaltung/<slug:forum>/thema/<slug:topic>/material/<uuid:pk>/entfernen/",
        views.material_remove,
        name="material_remove",
    ),
    path("<slug:forum>/", views.forum, name="forum"),
    path("<slug:forum>/<slug:topic>/", views.topic, name="topic"),
    path("<slug:forum>/<slug:topic>/material/<uuid:pk>/", views.material, name="material"),
    path("<slug:forum>/<slug:topic>/verfolgen/", following.follow, name="follow"),
    path("<slug:forum>/<slug:topic>/ergebnis/", outcome.outcome, name="outcome"),
    path("<slug:forum>/<slug:topic>/karte/", maps.map_page, name="topic_map"),
    path("<slug:forum>/<slug:topic>/karte.json", maps.map_json, name="topic_map_json"),
    path("<slug:forum>/<slug:topic>/schreiben/", views.post, name="post"),
    path("<slug:forum>/<slug:topic>/beitrag/<uuid:pk>/", views.permalink, name="permalink"),
    path("<slug:forum>/<slug:topic>/beitrag/<uuid:pk>/antworten/", views.reply, name="reply"),
    # Without an account.
    path("<slug:forum>/<slug:topic>/ohne-konto/", views.guest, name="guest"),
    path(
        "<slug:forum>/<slug:topic>/beitrag/<uuid:pk>/ohne-konto/",
        views.guest_reply,
        name="guest_reply",
    ),
    path("<slug:forum>/<slug:topic>/ohne-konto/<uuid:pk>/", views.guest_code, name="guest_code"),
    path(
        "<slug:forum>/<slug:topic>/ohne-konto/<uuid:pk>/neuer-code/",
        views.guest_code_again,
        name="guest_code_again",
    ),
]
