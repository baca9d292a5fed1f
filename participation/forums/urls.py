"""Addresses of this room."""

from django.urls import path

from participation.forums import views

app_name = "forums"
urlpatterns = [
    path("", views.forum_list, name="forum_list"),
    path("verwaltung/", views.manage_list, name="manage_list"),
    path("verwaltung/neu/", views.forum_create, name="forum_create"),
    path("verwaltung/<slug:forum>/", views.forum_edit, name="forum_edit"),
    path("verwaltung/<slug:forum>/veroeffentlichen/", views.publish, name="publish"),
    path("verwaltung/<slug:forum>/archivieren/", views.archive, name="archive"),
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
    path("<slug:forum>/", views.forum, name="forum"),
    path("<slug:forum>/<slug:topic>/", views.topic, name="topic"),
    path("<slug:forum>/<slug:topic>/schreiben/", views.post, name="post"),
    path("<slug:forum>/<slug:topic>/beitrag/<uuid:pk>/", views.permalink, name="permalink"),
    path("<slug:forum>/<slug:topic>/beitrag/<uuid:pk>/antworten/", views.reply, name="reply"),
]
